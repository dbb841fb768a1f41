using System.Collections.Immutable;
using Dapper;
using Npgsql;
using Nusaloka.Persistence.Ledger;

namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>The entries of clearing accounts, beside the transfers that payments and withdrawals stand for.</summary>
internal sealed class ClearingStore(NpgsqlDataSource dataSource)
{
    /// <summary>The entries behind a number and before a time, in order.</summary>
    public async Task<ImmutableArray<ClearingEntry>> ReadAsync(
        string gateway, long after, DateTimeOffset until, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return
        [
            .. await connection.QueryAsync<ClearingEntry>(new CommandDefinition(
                """
                select e.seq as Seq, e.transfer_id as TransferId, e.amount as Amount, e.balance_after as BalanceAfter, t.reference as Reference,
                       coalesce((select p.units from payment_transfer p where p.id = e.transfer_id and p.gateway = @gateway),
                                (select w.units from withdrawal_transfer w where w.id = e.transfer_id and w.gateway = @gateway)) as Expected
                from ledger_account a
                join ledger_entry e on e.account_id = a.id
                left join ledger_transfer t on t.id = e.transfer_id
                where a.code = @code and e.seq > @after and e.created_at < @until
                order by e.seq
                limit @limit
                """,
                new { gateway, code = LedgerAccountCode.GatewayClearing(gateway), after, until = until.UtcDateTime, limit }, cancellationToken: cancellationToken)),
        ];
    }

    /// <summary>The last entry before a time and the balance that it left; zeros when there is none.</summary>
    public async Task<ClearingPlace> PlaceBeforeAsync(string gateway, DateTimeOffset time, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var found = await connection.QuerySingleOrDefaultAsync<(long Seq, long Balance)>(new CommandDefinition(
            """
            select e.seq, e.balance_after from ledger_account a join ledger_entry e on e.account_id = a.id and e.seq = ledger_seq_before(a.id, @time)
            where a.code = @code
            """,
            new { code = LedgerAccountCode.GatewayClearing(gateway), time = time.UtcDateTime }, cancellationToken: cancellationToken));
        return new ClearingPlace(found.Seq, found.Balance);
    }
}
