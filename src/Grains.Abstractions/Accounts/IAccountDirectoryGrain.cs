namespace Nusaloka.Accounts;

/// <summary>Lists of accounts. A stateless worker over the read model; key: any, by custom <c>"0"</c>.</summary>
[Alias("nusaloka.IAccountDirectoryGrain")]
public interface IAccountDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Open accounts, oldest first. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("List")]
    Task<Result<Page<Account>>> ListAsync(PageRequest page, CancellationToken cancellationToken = default);
}
