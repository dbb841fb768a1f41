using System.Collections.Immutable;
using System.Globalization;
using Dapper;
using Npgsql;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Wallets;

/// <summary>Reads statements: opening balance, entries, closing balance, all in one snapshot.</summary>
internal static class StatementQueries
{
    /// <summary>The sequence number after which a page begins; 0 for the first page.</summary>
    public static bool TryDecodeCursor(string? cursor, out long afterSequence)
    {
        afterSequence = 0;
        return cursor is null || long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out afterSequence);
    }

    /// <summary>The statement; null when there is no such wallet.</summary>
    public static async Task<Statement?> ReadAsync(
        NpgsqlConnection connection, StatementQuery query, long afterSequence, CancellationToken cancellationToken)
    {
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var code = LedgerAccountCode.Wallet(query.AccountId);
        var balances = await connection.QuerySingleOrDefaultAsync<BalancesRow>(new CommandDefinition(
            """
            select a.id as AccountId, bounds.before as SequenceBefore, bounds.last as LastSequence,
                   coalesce(opening.balance_after, 0) as Opening, coalesce(closing.balance_after, 0) as Closing
            from ledger_account a
            cross join lateral (
                select ledger_seq_before(a.id, @From) as before, ledger_seq_before(a.id, @To) as last offset 0) bounds
            left join ledger_entry opening on opening.account_id = a.id and opening.seq = bounds.before
            left join ledger_entry closing on closing.account_id = a.id and closing.seq = bounds.last
            where a.code = @code
            """,
            new { code, From = query.From.UtcDateTime, To = query.To.UtcDateTime },
            snapshot, cancellationToken: cancellationToken));
        if (balances is null)
            return null;

        var entries = await ReadEntriesAsync(connection, snapshot, balances, Math.Max(balances.SequenceBefore, afterSequence), query.Page.Limit, cancellationToken);
        await snapshot.CommitAsync(cancellationToken);
        return new Statement(
            query.AccountId, query.From, query.To, Money.Rupiah(balances.Opening), Money.Rupiah(balances.Closing),
            ToPage(entries, query.Page.Limit));
    }

    private static async Task<ImmutableArray<StatementEntry>> ReadEntriesAsync(
        NpgsqlConnection connection, NpgsqlTransaction snapshot, BalancesRow account, long afterSequence, int limit,
        CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<EntryRow>(new CommandDefinition(
            """
            select e.seq as Sequence, t.id as TransactionId, t.kind, o.code as Counterparty, e.amount,
                   e.balance_after as BalanceAfter, t.description, e.created_at as CreatedAt
            from (
                select * from ledger_entry
                where account_id = @AccountId and seq > @afterSequence and seq <= @LastSequence
                order by seq
                limit @limit) e
            join ledger_transfer t on t.id = e.transfer_id
            join ledger_account o on o.id = case when e.amount < 0 then t.credit_account_id else t.debit_account_id end
            order by e.seq
            """,
            new { account.AccountId, account.LastSequence, afterSequence, limit = limit + 1 },
            snapshot, cancellationToken: cancellationToken));
        return [.. rows.Select(static row => row.ToEntry())];
    }

    private static Page<StatementEntry> ToPage(ImmutableArray<StatementEntry> entries, int limit) => entries.Length <= limit
        ? new Page<StatementEntry>(entries, null)
        : new Page<StatementEntry>(entries[..limit], entries[limit - 1].Sequence.ToString(CultureInfo.InvariantCulture));

    private sealed record BalancesRow(long AccountId, long SequenceBefore, long LastSequence, long Opening, long Closing);

    private sealed record EntryRow(
        long Sequence, Guid TransactionId, short Kind, string Counterparty, long Amount, long BalanceAfter, string Description,
        DateTime CreatedAt)
    {
        public StatementEntry ToEntry() => new(
            Sequence, TransactionId.ToString(), (TransactionKind)Kind, LedgerAccountCode.AccountId(Counterparty),
            Money.Rupiah(Amount), Money.Rupiah(BalanceAfter), Description, CreatedAt);
    }
}
