namespace Nusaloka.Privacy;

/// <summary>Remembers which staff and programs have read whose data. A stateless worker; key: any, by custom <c>"0"</c>.</summary>
[Alias("nusaloka.ISensitiveReadGrain")]
public interface ISensitiveReadGrain : IGrainWithStringKey
{
    /// <summary>Writes reads down. When it answers they are durable; who asks shows the data only then.</summary>
    [Alias("Record")]
    Task RecordAsync(RecordReads command, CancellationToken cancellationToken = default);

    /// <summary>Who has read a person's data, newest first. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("List")]
    Task<Result<Page<SensitiveRead>>> ListAsync(string subjectId, PageRequest page, CancellationToken cancellationToken = default);
}
