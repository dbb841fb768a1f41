namespace Nusaloka.Accounts.Sessions;

/// <summary>Lists of what happened to accounts. A stateless worker over a table; key: any, by custom <c>"0"</c>.</summary>
[Alias("nusaloka.ISecurityEventQueryGrain")]
public interface ISecurityEventQueryGrain : IGrainWithStringKey
{
    /// <summary>The events of an account, newest first. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("List")]
    Task<Result<Page<SecurityEvent>>> ListAsync(string accountId, PageRequest page, CancellationToken cancellationToken = default);
}
