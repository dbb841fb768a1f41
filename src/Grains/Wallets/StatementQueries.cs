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
            select a.id as AccountId, coalesce(before.balance_after, 0) as Opening, coalesce(last.balance_after, 0) as Closing
            from ledger_account a
            left join lateral (
                select e.balance_after from ledger_entry e
                where e.account_id = a.id and e.created_at < @From order by e.seq desc limit 1) before on true
            left join lateral (
                select e.balance_after from ledger_entry e
                where e.account_id = a.id and e.created_at < @To order by e.seq desc limit 1) last on true
            where a.code = @code
            """,
            new { code, From = query.From.UtcDateTime, To = query.To.UtcDateTime },
            snapshot, cancellationToken: cancellationToken));
        if (balances is null)
            return null;

        var entries = await ReadEntriesAsync(connection, snapshot, balances.AccountId, query, afterSequence, cancellationToken);
        await snapshot.CommitAsync(cancellationToken);
        return new Statement(
            query.AccountId, query.From, query.To, Money.Rupiah(balances.Opening), Money.Rupiah(balances.Closing),
            ToPage(entries, query.Page.Limit));
    }

    private static async Task<ImmutableArray<StatementEntry>> ReadEntriesAsync(
        NpgsqlConnection connection, NpgsqlTransaction snapshot, long accountId, StatementQuery query, long afterSequence,
        CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<EntryRow>(new CommandDefinition(
            """
            select e.seq as Sequence, t.id as TransactionId, t.kind, o.code as Counterparty, e.amount,
                   e.balance_after as BalanceAfter, t.description, e.created_at as CreatedAt
            from ledger_entry e
            join ledger_transfer t on t.id = e.transfer_id
            join ledger_account o on o.id = case when e.amount < 0 then t.credit_account_id else t.debit_account_id end
            where e.account_id = @accountId and e.seq > @afterSequence and e.created_at >= @From and e.created_at < @To
            order by e.seq
            limit @Limit
            """,
            new
            {
                accountId, afterSequence, From = query.From.UtcDateTime, To = query.To.UtcDateTime, Limit = query.Page.Limit + 1,
            },
            snapshot, cancellationToken: cancellationToken));
        return [.. rows.Select(static row => row.ToEntry())];
    }

    private static Page<StatementEntry> ToPage(ImmutableArray<StatementEntry> entries, int limit) => entries.Length <= limit
        ? new Page<StatementEntry>(entries, null)
        : new Page<StatementEntry>(entries[..limit], entries[limit - 1].Sequence.ToString(CultureInfo.InvariantCulture));

    private sealed record BalancesRow(long AccountId, long Opening, long Closing);

    private sealed record EntryRow(
        long Sequence, Guid TransactionId, short Kind, string Counterparty, long Amount, long BalanceAfter, string Description,
        DateTime CreatedAt)
    {
        public StatementEntry ToEntry() => new(
            Sequence, TransactionId.ToString(), (TransactionKind)Kind, LedgerAccountCode.AccountId(Counterparty),
            Money.Rupiah(Amount), Money.Rupiah(BalanceAfter), Description, CreatedAt);
    }
}
