using Npgsql;

namespace Nusaloka.Persistence.Ledger;

/// <summary>
/// Reads what a batch rests on and is not known yet. Mostly all of it is: accounts are kept in the cache, and ids are taken for new until
/// the write finds out that they are not. Not thread-safe.
/// </summary>
internal sealed class BatchReader(AccountCache cache, LedgerChain chain, TimeProvider time)
{
    private readonly LedgerClock _clock = new(time);
    private readonly TierLimits _limits = new();

    /// <summary>Tiers that had no limits when they were looked for.</summary>
    private readonly HashSet<short> _unlimited = [];

    /// <summary>Reads what is missing, in one round trip; when a hold has expired or a tier is new, in one more.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="operations">The batch.</param>
    /// <param name="looksUp">Whether ids are looked for because they may not be new.</param>
    /// <param name="withLock">Whether all accounts are locked and read anew; then the connection must be in a transaction.</param>
    public async Task<BatchFacts> ReadAsync(NpgsqlConnection connection, LedgerOperation[] operations, bool looksUp, bool withLock)
    {
        var (questions, holds) = (new List<Question>(), new List<KnownHold>());
        var transfers = new List<(Guid, KnownTransfer)>();
        var asked = _clock.Timestamp();
        var accounts = new NamedAccounts(operations);
        var codes = accounts.Find(withLock ? null : cache);
        // Accounts before all else: whatever changes after them in what they rest on changes their versions, too.
        if (withLock)
            questions.Add(new Question(LedgerReads.Lock(codes), static _ => { }));
        if (codes.Length > 0)
            questions.Add(new Question(LedgerReads.Accounts(codes), row => accounts.Add(Keep(row, asked))));
        if (HoldsToRead(operations, looksUp) is { Length: > 0 } ids)
            questions.Add(new Question(LedgerReads.Holds(ids), row => holds.Add(LedgerReads.ReadHold(row))));
        if (looksUp)
        {
            questions.Add(new Question(
                LedgerReads.Transfers(Array.ConvertAll(operations, static operation => operation.Id)), row => transfers.Add(LedgerReads.ReadTransfer(row))));
        }

        await AskAsync(connection, questions).ConfigureAwait(false);
        if (_clock.IsStale)
            await ReadLimitsAsync(connection).ConfigureAwait(false);
        if (!chain.IsKnown)
            await ReadChainEndAsync(connection).ConfigureAwait(false);

        var facts = Assemble(operations, accounts);
        foreach (var (id, transfer) in transfers)
            facts.Transfers.Add(id, transfer);
        foreach (var hold in holds)
            facts.Holds.Add(hold.Id, hold);
        await ReadNewTiersAsync(connection, facts.Accounts).ConfigureAwait(false);
        await ReadDueAsync(connection, facts).ConfigureAwait(false);
        return facts;
    }

    /// <summary>Whether a hold of the account may have expired at a moment.</summary>
    public static bool MayExpire(AccountState account, DateTime at) => account.Stored.Held > 0 && account.Stored.NextExpiry <= at;

    private static Guid[] HoldsToRead(LedgerOperation[] operations, bool looksUp)
    {
        HashSet<Guid>? ids = null;
        foreach (var operation in operations)
        {
            if (operation.HoldId is { } named)
                (ids ??= []).Add(named);
            if (looksUp)
                (ids ??= []).Add(operation.Id);
        }

        return ids is null ? [] : [.. ids];
    }

    private AccountState Keep(NpgsqlDataReader row, long asked)
    {
        var (account, clock) = LedgerReads.ReadAccount(row);
        cache.Put(account);
        _clock.Learn(clock, asked);
        return account;
    }

    private BatchFacts Assemble(LedgerOperation[] operations, NamedAccounts named)
    {
        var accounts = named.Each();
        // Each lane has a clock of its own: what another has counted for a day that begins is not before it.
        var at = _clock.Now;
        foreach (var account in accounts)
            at = Later(Later(at, account.Stored.LastEntryAt), LedgerRules.StartOf(account.Stored.Day));
        return new BatchFacts
        {
            Operations = operations, Debits = named.Debits, Credits = named.Credits, Accounts = accounts, Limits = _limits, At = at,
        };
    }

    private static DateTime Later(DateTime one, DateTime other) => other > one ? other : one;

    private async Task ReadLimitsAsync(NpgsqlConnection connection)
    {
        var rows = new List<(short, TierLimit)>();
        var (asked, clock) = (_clock.Timestamp(), DateTime.MinValue);
        await AskAsync(connection, [new Question(LedgerReads.Limits(), row =>
        {
            clock = row.GetDateTime(0);
            if (LedgerReads.ReadLimit(row) is { } limit)
                rows.Add(limit);
        })]).ConfigureAwait(false);
        _clock.Learn(clock, asked);
        _limits.Replace(rows);
        _unlimited.Clear();
    }

    /// <summary>A tier that nobody had so far has its limits from its first account on.</summary>
    private async Task ReadNewTiersAsync(NpgsqlConnection connection, List<AccountState> accounts)
    {
        bool IsNew(AccountState account) => account.Tier is { } tier && !_limits.Knows(tier) && !_unlimited.Contains(tier);
        if (!accounts.Exists(IsNew))
            return;

        await ReadLimitsAsync(connection).ConfigureAwait(false);
        foreach (var account in accounts.FindAll(IsNew))
            _unlimited.Add(account.Tier!.Value);
    }

    private static async Task ReadDueAsync(NpgsqlConnection connection, BatchFacts facts)
    {
        var accounts = facts.Accounts.FindAll(account => MayExpire(account, facts.At)).ConvertAll(static account => account.Id);
        if (accounts.Count > 0)
        {
            await AskAsync(connection, [new Question(LedgerReads.Due([.. accounts], facts.At), row => facts.Due.Add(LedgerReads.ReadHold(row)))])
                .ConfigureAwait(false);
        }
    }

    private async Task ReadChainEndAsync(NpgsqlConnection connection)
    {
        var (sequence, hash) = (0L, Array.Empty<byte>());
        await AskAsync(connection, [new Question(
            LedgerReads.ChainEnd(chain.Id), row => (sequence, hash) = (row.GetInt64(0), row.GetFieldValue<byte[]>(1)))]).ConfigureAwait(false);
        chain.Learn(sequence, hash);
    }

    private static async Task AskAsync(NpgsqlConnection connection, List<Question> questions)
    {
        if (questions.Count == 0)
            return;

        await using var batch = new NpgsqlBatch(connection);
        foreach (var question in questions)
            batch.BatchCommands.Add(question.Command);
        await using var reader = await batch.ExecuteReaderAsync().ConfigureAwait(false);
        foreach (var question in questions)
        {
            while (await reader.ReadAsync().ConfigureAwait(false))
                question.Take(reader);
            await reader.NextResultAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A statement, and what is done with each of its rows.</summary>
    private readonly record struct Question(NpgsqlBatchCommand Command, Action<NpgsqlDataReader> Take);
}
