using Npgsql;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>What the tables say of a few accounts, while nobody writes them.</summary>
internal sealed class LedgerPicture
{
    private const string AccountsSql = """
        select a.code, a.balance, a.held, a.received, a.month_received, a.day_spent, a.spender, a.version, a.entry_count, a::text,
               e.total::bigint, e.received::bigint, e.n, e.last, h.total::bigint
        from ledger_account a
        cross join lateral (select coalesce(sum(amount), 0) total, coalesce(sum(amount) filter (where amount > 0), 0) received, count(*) n, coalesce(max(seq), 0) last
                            from ledger_entry where account_id = a.id) e
        cross join lateral (select coalesce(sum(amount), 0) total from ledger_hold where account_id = a.id and state = 'open') h
        where a.code = any ($1)
        order by a.code
        """;

    private const string HoldsSql = """
        select a.code, h::text, h.id || ': ' || a.code || ' to ' || p.code || ' ' || h.amount || ' ' || h.state || ' by ' || coalesce(h.resolved_by::text, 'nobody')
        from ledger_hold h join ledger_account a on a.id = h.account_id join ledger_account p on p.id = h.payee_id
        where h.id = any ($1)
        """;

    private const string TransfersSql = """
        select t.id || ': ' || t.kind || ' ' || d.code || ' to ' || c.code || ' ' || t.amount || ' of ' || coalesce(t.reference, 'nothing')
        from ledger_transfer t join ledger_account d on d.id = t.debit_account_id join ledger_account c on c.id = t.credit_account_id
        where t.id = any ($1)
        """;

    private const string EntriesSql = """
        select a.code, e.seq, e.transfer_id, e.amount, e.balance_after
        from ledger_entry e join ledger_account a on a.id = e.account_id
        where a.code = any ($1)
        order by a.code, e.seq
        """;

    private readonly SortedDictionary<string, Row> _accounts = new(StringComparer.Ordinal);
    private readonly List<(string Code, string Row, string Line)> _holds = [];
    private readonly List<string> _transfers = [];

    /// <summary>Looks at the accounts, and at whatever has one of the ids.</summary>
    public static async Task<LedgerPicture> ReadAsync(PostgresDatabase database, string[] codes, Guid[] ids)
    {
        var picture = new LedgerPicture();
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(AccountsSql) { Parameters = { new NpgsqlParameter { Value = codes } } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(HoldsSql) { Parameters = { new NpgsqlParameter { Value = ids } } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(TransfersSql) { Parameters = { new NpgsqlParameter { Value = ids } } });
        await batch.PrepareAsync();
        await using var reader = await batch.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var line = LineOf(
                reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6), reader.GetInt64(8),
                reader.GetInt64(10), reader.GetInt64(11), (reader.GetInt64(12), reader.GetInt64(13)), reader.GetInt64(14));
            picture._accounts.Add(reader.GetString(0), new Row(reader.GetInt64(1), reader.GetInt64(7), reader.GetInt64(8), reader.GetString(9), line));
        }

        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            picture._holds.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            picture._transfers.Add(reader.GetString(0));
        return picture;
    }

    /// <summary>The tables say what the model says: every figure of every account, its entries and holds, and what was moved.</summary>
    public void AssertIs(LedgerModel model)
    {
        var accounts = model.Accounts.OrderBy(static account => account.Key, StringComparer.Ordinal).Select(static pair => LineOf(
            pair.Key, pair.Value.Balance, pair.Value.Held, pair.Value.Credits, pair.Value.MonthReceived, pair.Value.DaySpent, pair.Value.Spender, pair.Value.Entries.Count,
            pair.Value.Balance, pair.Value.Credits, (pair.Value.Entries.Count, pair.Value.Entries.Count), pair.Value.Held));
        var holds = model.Holds.Select(static hold =>
            $"{hold.Key}: {hold.Value.Code} to {hold.Value.PayeeCode} {hold.Value.Amount} {hold.Value.State} by {hold.Value.ResolvedBy?.ToString() ?? "nobody"}");
        var transfers = model.Moves.Values.Select(static move => move.Operation).Select(static move =>
            $"{move.Id}: {move.Kind} {move.DebitCode} to {move.CreditCode} {move.Amount} of {move.Reference ?? "nothing"}");

        Assert.Equal(Text(accounts), Text(_accounts.Values.Select(static row => row.Line)));
        Assert.Equal(Text(holds), Text(_holds.Select(static hold => hold.Line)));
        Assert.Equal(Text(transfers), Text(_transfers));
    }

    /// <summary>
    /// Since an earlier picture one operation was done or refused: the rows of the accounts that it had to write have the next version,
    /// and all others are as they were, to the last column.
    /// </summary>
    /// <param name="before">The earlier picture.</param>
    /// <param name="operation">The operation, for messages.</param>
    /// <param name="written">The accounts that it had to write.</param>
    /// <param name="isPosted">Whether it was done.</param>
    public void AssertFollows(LedgerPicture before, LedgerOperation operation, IReadOnlySet<string> written, bool isPosted)
    {
        foreach (var (code, row) in _accounts)
        {
            var former = before._accounts[code];
            if (written.Contains(code))
                Assert.Equal((operation, code, former.Version + 1), (operation, code, row.Version));
            else
                Assert.Equal((operation, former.Text), (operation, row.Text));
        }

        if (isPosted)
            return;

        // What was refused may have found that the time of a hold had come.
        Assert.Equal(Text(before._holds.Where(hold => !written.Contains(hold.Code)).Select(static hold => hold.Row)), Text(_holds.Where(hold => !written.Contains(hold.Code)).Select(static hold => hold.Row)));
        Assert.Equal(Text(before._transfers), Text(_transfers));
    }

    /// <summary>
    /// The statements between each two pictures: what an account had, and the entries since, are what it has; each entry says what was there after
    /// it, none is missing, and together they are those of the model.
    /// </summary>
    public static async Task AssertStatementsAsync(PostgresDatabase database, string[] codes, IReadOnlyList<LedgerPicture> pictures, LedgerModel model)
    {
        var entries = (await ReadEntriesAsync(database, codes)).ToLookup(static entry => entry.Code, StringComparer.Ordinal);
        foreach (var (code, account) in model.Accounts)
        {
            var (own, running) = (entries[code].ToArray(), 0L);
            for (var i = 0; i < own.Length; i++)
            {
                running += own[i].Amount;
                Assert.Equal((code, i + 1, running), (code, own[i].Seq, own[i].BalanceAfter));
            }

            Assert.Equal(account.Entries, own.Select(static entry => (entry.Transfer, entry.Amount, entry.BalanceAfter)));
            foreach (var (from, to) in pictures.Zip(pictures.Skip(1), (from, to) => (from._accounts[code], to._accounts[code])))
                Assert.Equal(to.Balance, from.Balance + own.Where(entry => entry.Seq > from.EntryCount && entry.Seq <= to.EntryCount).Sum(static entry => entry.Amount));
        }
    }

    private static async Task<List<(string Code, long Seq, Guid Transfer, long Amount, long BalanceAfter)>> ReadEntriesAsync(PostgresDatabase database, string[] codes)
    {
        var entries = new List<(string, long, Guid, long, long)>();
        await using var command = database.DataSource.CreateCommand(EntriesSql);
        command.Parameters.Add(new NpgsqlParameter { Value = codes });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            entries.Add((reader.GetString(0), reader.GetInt64(1), reader.GetGuid(2), reader.GetInt64(3), reader.GetInt64(4)));
        return entries;
    }

    private static string LineOf(
        string code, long balance, long held, long received, long monthReceived, long daySpent, long spender, long count,
        long entryTotal, long entryReceived, (long Number, long Last) entries, long openHolds) =>
        $"{code}: balance {balance}, held {held}, received {received}, in this month {monthReceived}, spent today {daySpent}, spender {spender}, {count} entries; "
        + $"its entries: {entryTotal}, received {entryReceived}, {entries.Number} to number {entries.Last}; its open holds: {openHolds}";

    private static string Text(IEnumerable<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));

    /// <summary>A row of ledger_account, as text in the end, and what is compared with the model.</summary>
    private sealed record Row(long Balance, long Version, long EntryCount, string Text, string Line);
}
