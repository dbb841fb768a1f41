using Dapper;
using Npgsql;

namespace Nusaloka.Scenarios.Wallets;

/// <summary>
/// Looks at the ledger once a second while things go wrong, each time in one snapshot: money is conserved at every moment, not only
/// in the end. Looks that fail because the database is away are counted and do not matter.
/// </summary>
internal sealed class ConservationSampler : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _database;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _findings = [];
    private readonly Task _running;

    public ConservationSampler(NpgsqlDataSource database)
    {
        _database = database;
        _running = RunAsync();
    }

    /// <summary>Looks that succeeded.</summary>
    public int Samples { get; private set; }

    /// <summary>Looks that failed.</summary>
    public int Failed { get; private set; }

    /// <summary>What is wrong with the ledger now, one sentence each.</summary>
    public static async Task<IReadOnlyList<string>> LookAsync(NpgsqlDataSource database)
    {
        // One statement sees one snapshot.
        await using var connection = await database.OpenConnectionAsync();
        return (await connection.QueryAsync<string>(
            """
            select format('The balances of all accounts sum to %s, not to zero.', sum(balance)) from ledger_account having sum(balance) <> 0
            union all
            select format('%s is below zero: %s.', code, balance) from ledger_account where code like 'wallet:%' and balance < 0
            union all
            select format('%s has balance %s and %s entries; its entries are %s and sum to %s.', a.code, a.balance, a.entry_count, e.entries, e.total)
            from ledger_account a
            cross join lateral (select count(*) as entries, coalesce(sum(amount), 0) as total from ledger_entry where account_id = a.id) e
            where a.balance <> e.total or a.entry_count <> e.entries
            union all
            select format('Transfer %s has %s entries that sum to %s.', transfer_id, count(*), sum(amount))
            from ledger_entry group by transfer_id having sum(amount) <> 0 or count(*) <> 2
            """)).AsList();
    }

    /// <summary>Looks a last time and tells what was ever wrong.</summary>
    public async Task<IReadOnlyList<string>> StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _findings.AddRange(await LookAsync(_database));
        return _findings;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
                await SampleAsync();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    private async Task SampleAsync()
    {
        try
        {
            _findings.AddRange(await LookAsync(_database));
            Samples++;
        }
        catch (NpgsqlException)
        {
            Failed++;
        }
    }
}
