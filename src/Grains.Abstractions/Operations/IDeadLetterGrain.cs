namespace Nusaloka.Operations;

/// <summary>The events that could not be delivered. A stateless worker; key: any, by custom <c>"0"</c>.</summary>
[Alias("nusaloka.IDeadLetterGrain")]
public interface IDeadLetterGrain : IGrainWithStringKey
{
    /// <summary>Dead letters, newest first. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("List")]
    Task<Result<Page<DeadLetter>>> ListAsync(PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>Puts one back into the outbox, to be delivered again. Errors: <c>dead_letter_not_found</c>.</summary>
    [Alias("Replay")]
    Task<Result> ReplayAsync(Guid eventId, CancellationToken cancellationToken = default);
}
