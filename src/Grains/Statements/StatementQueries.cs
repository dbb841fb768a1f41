using System.Collections.Immutable;
using Dapper;
using Npgsql;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Statements;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Statements;

/// <summary>Reads a page of a statement: opening balance, entries, closing balance, all in one snapshot.</summary>
internal static class StatementQueries
{
    /// <summary>The statement; null when there is no such wallet.</summary>
    public static async Task<Statement?> ReadAsync(
        NpgsqlConnection connection, StatementQuery query, StatementCursor? cursor, CancellationToken cancellationToken)
    {
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        if (await ReadBoundsAsync(connection, snapshot, query, cursor, cancellationToken) is not { } bounds)
            return null;

        var after = Math.Max(bounds.SequenceBefore, cursor?.After ?? 0);
        var entries = await ReadEntriesAsync(connection, snapshot, bounds, after, query.Limit, cancellationToken);
        await snapshot.CommitAsync(cancellationToken);
        return new Statement(
            query.AccountId, query.From, query.To, Money.Rupiah(bounds.Opening), Money.Rupiah(bounds.Closing),
            bounds.LastSequence - bounds.SequenceBefore, bounds.IsFinal, ToPage(entries, query.Limit, bounds.LastSequence));
    }

    /// <summary>
    /// The numbers before the first and of the last entry, and the balances there. An entry carries the time at which its batch began,
    /// and no batch is written that began more than 20 seconds before (migration 0050). So after a minute nothing of a time can still appear, unless
    /// the disk lets a commit wait for 40 seconds.
    /// </summary>
    private static Task<BoundsRow?> ReadBoundsAsync(
        NpgsqlConnection connection, NpgsqlTransaction snapshot, StatementQuery query, StatementCursor? cursor, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<BoundsRow>(new CommandDefinition(
            """
            select a.id as AccountId, bounds.before as SequenceBefore, bounds.last as LastSequence,
                   coalesce(opening.balance_after, 0) as Opening, coalesce(closing.balance_after, 0) as Closing,
                   @To <= clock_timestamp() - interval '1 minute' as IsFinal
            from ledger_account a
            cross join lateral (select ledger_seq_before(a.id, @From) as before, ledger_seq_before(a.id, @To) as last offset 0) range
            cross join lateral (select range.before, greatest(range.before, least(range.last, @Last)) as last) bounds
            left join ledger_entry opening on opening.account_id = a.id and opening.seq = bounds.before
            left join ledger_entry closing on closing.account_id = a.id and closing.seq = bounds.last
            where a.code = @Code
            """,
            new
            {
                Code = LedgerAccountCode.Wallet(query.AccountId),
                From = query.From.UtcDateTime,
                To = query.To.UtcDateTime,
                Last = cursor?.Last ?? long.MaxValue,
            },
            snapshot, cancellationToken: cancellationToken));

    private static async Task<ImmutableArray<StatementEntry>> ReadEntriesAsync(
        NpgsqlConnection connection, NpgsqlTransaction snapshot, BoundsRow bounds, long after, int limit, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<EntryRow>(new CommandDefinition(
            """
            select e.seq as Sequence, t.id as TransactionId, t.kind, o.code as Counterparty, e.amount,
                   e.balance_after as BalanceAfter, t.description, e.created_at as CreatedAt
            from (
                select * from ledger_entry
                where account_id = @AccountId and seq > @after and seq <= @LastSequence
                order by seq
                limit @limit) e
            join ledger_transfer t on t.id = e.transfer_id
            join ledger_account o on o.id = case when e.amount < 0 then t.credit_account_id else t.debit_account_id end
            order by e.seq
            """,
            new { bounds.AccountId, bounds.LastSequence, after, limit = limit + 1 },
            snapshot, cancellationToken: cancellationToken));
        return [.. rows.Select(static row => row.ToEntry())];
    }

    private static Page<StatementEntry> ToPage(ImmutableArray<StatementEntry> entries, int limit, long last) => entries.Length <= limit
        ? new Page<StatementEntry>(entries, null)
        : new Page<StatementEntry>(entries[..limit], new StatementCursor(entries[limit - 1].Sequence, last).Encode());

    private sealed record BoundsRow(long AccountId, long SequenceBefore, long LastSequence, long Opening, long Closing, bool IsFinal);

    private sealed record EntryRow(
        long Sequence, Guid TransactionId, short Kind, string Counterparty, long Amount, long BalanceAfter, string Description,
        DateTime CreatedAt)
    {
        public StatementEntry ToEntry() => new(
            Sequence, TransactionId.ToString(), (TransactionKind)Kind, LedgerAccountCode.AccountId(Counterparty),
            Money.Rupiah(Amount), Money.Rupiah(BalanceAfter), Description, CreatedAt);
    }
}
