using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nusaloka.Payments;

/// <summary>
/// Compares payments and withdrawals, their ledger entries and the gateways' records: by itself each hour, what has changed since; and when
/// it is asked. It changes nothing but its own list of differences, and writes the ends of the ledger's chains into the log. Key: <see cref="Key"/>.
/// </summary>
[Alias("nusaloka.IReconciliationGrain")]
public interface IReconciliationGrain : IGrainWithStringKey
{
    /// <summary>The key of the only one.</summary>
    const string Key = "0";

    /// <summary>Makes sure that it runs each hour. Repeating it does nothing.</summary>
    [Alias("Start")]
    Task StartAsync(CancellationToken cancellationToken = default);

    /// <summary>Compares what has changed since the last time, or since <paramref name="from"/>, as far as that goes in some seconds.</summary>
    [Alias("Run")]
    Task<Reconciliation> RunAsync(DateTimeOffset? from, CancellationToken cancellationToken = default);

    /// <summary>The comparisons that there were, newest first. Errors: <c>cursor_invalid</c>.</summary>
    [AlwaysInterleave, Alias("List")]
    Task<Result<Page<Reconciliation>>> ListAsync(PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>The differences that were found, newest first. Errors: <c>cursor_invalid</c>.</summary>
    [AlwaysInterleave, Alias("ListDifferences")]
    Task<Result<Page<Difference>>> ListDifferencesAsync(bool openOnly, PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>
    /// Closes a difference that somebody has explained. It comes back only when ledger or gateway say something else than now; who closed it and
    /// why is kept. One that is closed is answered as it is. Errors: <c>difference_not_found</c>, <c>difference_not_compared</c>, <c>validation_failed</c>.
    /// </summary>
    [AlwaysInterleave, Alias("CloseDifference")]
    Task<Result<Difference>> CloseDifferenceAsync(CloseDifference command, CancellationToken cancellationToken = default);

    /// <summary>Wallets that hold more than their tier may, in the order of their ids. It reads all wallets. Errors: <c>cursor_invalid</c>.</summary>
    [AlwaysInterleave, Alias("ListOverfull")]
    Task<Result<Page<OverfullWallet>>> ListOverfullAsync(PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>The accounts of ours, in the order of their names.</summary>
    [AlwaysInterleave, Alias("ListSystemAccounts")]
    Task<ImmutableArray<SystemBalance>> ListSystemAccountsAsync(CancellationToken cancellationToken = default);
}
