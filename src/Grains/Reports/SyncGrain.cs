using Dapper;
using Npgsql;
using Nusaloka.Grains.State;
using Nusaloka.Persistence.Projections;
using Nusaloka.Reports;

namespace Nusaloka.Grains.Reports;

/// <summary>
/// Compares the list of accounts with their states. A projection is written with its state, so they agree; a migration or a restored
/// backup is what may have come between.
/// </summary>
internal sealed class SyncGrain(NpgsqlDataSource dataSource, ProjectionRebuilder rebuilder, TimeProvider time) : Grain, ISyncGrain
{
    private const string Accounts = "account";

    public async Task<SyncResult> SyncAsync(CancellationToken cancellationToken)
    {
        var wrong = await CountWrongAsync(cancellationToken);
        if (wrong > 0)
            await rebuilder.RebuildAsync(Accounts, cancellationToken);

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var counts = await connection.QuerySingleAsync<(long Accounts, long Transactions)>(new CommandDefinition(
            // Each transaction has two entries, and each account knows how many it has.
            """
            select (select count(*) from account), (select coalesce(sum(entry_count), 0)::bigint / 2 from ledger_account)
            """,
            cancellationToken: cancellationToken));
        return new SyncResult(counts.Accounts, counts.Transactions, wrong, time.GetStoredUtcNow());
    }

    private async Task<long> CountWrongAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            """
            select count(*)
            from (select id, (state ->> 'version')::bigint as version from grain_state where kind = @Accounts and state ->> 'status' = 'open') s
            full join account a on a.id = s.id
            where a.version is distinct from s.version
            """,
            new { Accounts }, cancellationToken: cancellationToken));
    }
}
