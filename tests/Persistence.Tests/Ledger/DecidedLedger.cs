using Nusaloka.Persistence.Ledger;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>
/// A ledger of decisions alone: what they write is kept here, and what they rest on is read from here, as the committer does with the
/// database: ids are taken for new until the write finds out that they are not.
/// </summary>
internal sealed class DecidedLedger
{
    private readonly Dictionary<string, AccountState> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, KnownTransfer> _transfers = [];
    private readonly Dictionary<Guid, (KnownHold Hold, DateTime ExpiresAt)> _holds = [];
    private readonly TierLimits _limits = new();

    public DecidedLedger(short tier, ModelLimits limits) => _limits.Replace(
        [(tier, new TierLimit(DateTime.UnixEpoch, limits.BalanceCap, limits.MonthlyIncoming, limits.DailyOutgoing))]);

    public int Transfers => _transfers.Count;

    public IReadOnlyDictionary<string, AccountState> Accounts => _accounts;

    /// <summary>Batches that were decided again because an id was not new.</summary>
    public int Repeats { get; private set; }

    public IEnumerable<HoldState> HoldStates => _holds.Values.Select(static hold => hold.Hold.State);

    public void Open(string code, bool hasFloor, short? tier)
    {
        var account = new AccountState
        {
            Id = _accounts.Count + 1, Code = code, Currency = Currency.Idr, Floor = hasFloor ? 0 : null, Tier = tier, IsClosed = false,
        };
        account.Stored.NextExpiry = DateTime.MaxValue;
        _accounts.Add(code, account);
    }

    /// <summary>Does a batch at a moment.</summary>
    public PostingResult[] Commit(LedgerOperation[] operations, DateTime at)
    {
        var facts = Facts(operations, at, looksUp: false);
        var decision = BatchDecision.Of(facts);
        if (decision.NoTransfers.Exists(_transfers.ContainsKey) || decision.NoHolds.Exists(_holds.ContainsKey))
        {
            Repeats++;
            Release(facts);
            facts = Facts(operations, at, looksUp: true);
            decision = BatchDecision.Of(facts);
            Assert.DoesNotContain(decision.NoTransfers, _transfers.ContainsKey);
            Assert.DoesNotContain(decision.NoHolds, _holds.ContainsKey);
        }

        Write(decision);
        foreach (var account in facts.Accounts)
        {
            account.Commit();
            account.Stored.NextExpiry = NextExpiryOf(account.Id);
        }

        return decision.Results;
    }

    private BatchFacts Facts(LedgerOperation[] operations, DateTime at, bool looksUp)
    {
        var accounts = new List<AccountState>();
        AccountState? Find(string? code)
        {
            var account = code is null ? null : _accounts.GetValueOrDefault(code);
            if (account is not null && !accounts.Contains(account))
                accounts.Add(account);
            return account;
        }

        var facts = new BatchFacts
        {
            Operations = operations,
            Debits = Array.ConvertAll(operations, operation => Find(operation.DebitCode)),
            Credits = Array.ConvertAll(operations, operation => Find(operation.CreditCode)),
            Accounts = accounts,
            Limits = _limits,
            At = at,
        };
        foreach (var id in operations.SelectMany(operation => looksUp ? [operation.Id, operation.HoldId ?? operation.Id] : new[] { operation.HoldId ?? Guid.Empty }).Distinct())
        {
            if (_holds.TryGetValue(id, out var hold))
                facts.Holds.Add(id, hold.Hold);
            if (looksUp && _transfers.TryGetValue(id, out var transfer))
                facts.Transfers.Add(id, transfer);
        }

        foreach (var account in accounts.Where(account => BatchReader.MayExpire(account, at)))
            facts.Due.AddRange(_holds.Values.Where(hold => hold.Hold.AccountId == account.Id && hold.Hold.State == HoldState.Open && hold.ExpiresAt <= at).Select(static hold => hold.Hold));
        return facts;
    }

    private static void Release(BatchFacts facts)
    {
        foreach (var account in facts.Accounts)
            account.Use = AccountUse.None;
    }

    private void Write(BatchDecision decision)
    {
        foreach (var transfer in decision.Transfers)
        {
            var operation = transfer.Operation;
            _transfers.Add(operation.Id, new KnownTransfer(operation.Fingerprint, transfer.DebitBalance, transfer.CreditBalance, decision.At));
            Assert.All([transfer.Debit, transfer.Credit], static account => Assert.Equal(AccountUse.Changed, account.Use));
        }

        foreach (var made in decision.Holds)
        {
            var operation = made.Operation;
            var hold = new KnownHold(
                operation.Id, made.Account.Id, made.Payee.Id, operation.Amount, HoldState.Open, null, operation.Fingerprint, made.CountedOn, decision.At);
            _holds.Add(operation.Id, (hold, operation.ExpiresAt!.Value.UtcDateTime));
        }

        foreach (var (id, state, by) in decision.Resolutions)
        {
            Assert.Equal(HoldState.Open, _holds[id].Hold.State);
            _holds[id] = (_holds[id].Hold with { State = state, ResolvedBy = by }, _holds[id].ExpiresAt);
        }
    }

    private DateTime NextExpiryOf(long accountId) =>
        _holds.Values.Where(hold => hold.Hold.AccountId == accountId && hold.Hold.State == HoldState.Open).Select(static hold => hold.ExpiresAt).DefaultIfEmpty(DateTime.MaxValue).Min();
}
