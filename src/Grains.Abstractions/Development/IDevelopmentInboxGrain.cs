namespace Nusaloka.Development;

/// <summary>Shows what was sent where nothing can be sent: on a developer's machine. A stateless worker; key: any, by custom <c>"0"</c>.</summary>
[Alias("nusaloka.IDevelopmentInboxGrain")]
public interface IDevelopmentInboxGrain : IGrainWithStringKey
{
    /// <summary>The newest messages first: at most <paramref name="limit"/>, and only those to one recipient when one is given.</summary>
    [Alias("List")]
    Task<InboxMessages> ListAsync(string? recipient, int limit, CancellationToken cancellationToken = default);
}
