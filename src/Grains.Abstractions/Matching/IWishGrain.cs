using Orleans.Concurrency;

namespace Nusaloka.Matching;

/// <summary>The wishes of a person. Key: the account id.</summary>
[Alias("nusaloka.IWishGrain")]
public interface IWishGrain : IGrainWithStringKey
{
    /// <summary>All wishes.</summary>
    [AlwaysInterleave, Alias("List")]
    Task<Wishes> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>One wish. Errors: <c>wish_not_found</c>.</summary>
    [AlwaysInterleave, Alias("Get")]
    Task<Result<Wish>> GetAsync(string wishId, CancellationToken cancellationToken = default);

    /// <summary>Adds a wish or changes one. Errors: <c>validation_failed</c>, <c>wish_not_found</c>, <c>wish_limit</c>, <c>account_not_found</c>.</summary>
    [Alias("Save")]
    Task<Result<Wish>> SaveAsync(SaveWish command, CancellationToken cancellationToken = default);

    /// <summary>Forgets a wish. Errors: <c>wish_not_found</c>.</summary>
    [Alias("Remove")]
    Task<Result> RemoveAsync(string wishId, CancellationToken cancellationToken = default);
}
