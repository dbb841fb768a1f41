namespace Nusaloka.Persistence.Ledger;

/// <summary>
/// What becomes of a batch: its operations one after the other, each as the ones before it have left the accounts. Nothing is read or
/// written here. What the batch makes of its accounts is in <see cref="AccountState.Next"/>; with all it writes, this is what
/// <see cref="LedgerWrite"/> sends.
/// </summary>
internal sealed partial class BatchDecision
{
    private readonly BatchFacts _facts;
    private readonly DateOnly _month;

    /// <summary>The places in <see cref="Transfers"/> of the ids that the batch makes.</summary>
    private readonly Dictionary<Guid, int> _made;

    private BatchDecision(BatchFacts facts)
    {
        _facts = facts;
        Today = LedgerRules.DayOf(At);
        _month = new DateOnly(Today.Year, Today.Month, 1);
        Results = new PostingResult[facts.Operations.Length];
        Transfers = new List<DecidedTransfer>(Results.Length);
        _made = new Dictionary<Guid, int>(Results.Length);
    }

    /// <inheritdoc cref="BatchFacts.At"/>
    public DateTime At => _facts.At;

    /// <summary>The day of limits on which it does.</summary>
    public DateOnly Today { get; }

    /// <summary>The first day of its month.</summary>
    public DateOnly Month => _month;

    /// <summary>The answers, by operation.</summary>
    public PostingResult[] Results { get; }

    /// <summary>What is moved, in order.</summary>
    public List<DecidedTransfer> Transfers { get; }

    /// <summary>The operations that make holds.</summary>
    public List<DecidedHold> Holds { get; } = [];

    /// <summary>The holds that leave their state open.</summary>
    public List<DecidedResolution> Resolutions { get; } = [];

    /// <summary>Ids that no transfer may have, for the answers to be right.</summary>
    public List<Guid> NoTransfers { get; } = [];

    /// <summary>Ids that no hold may have.</summary>
    public List<Guid> NoHolds { get; } = [];

    /// <summary>Those of <see cref="NoTransfers"/> that this batch does not make: of the others the primary key says that they are somebody's.</summary>
    public Guid[] NoTransfersUnmade => NoTransfers.Count == _made.Count ? [] : [.. NoTransfers.Where(id => !_made.ContainsKey(id))];

    /// <summary>Decides a batch.</summary>
    /// <param name="facts">All it rests on; what becomes of its accounts and holds is written into it.</param>
    public static BatchDecision Of(BatchFacts facts)
    {
        var decision = new BatchDecision(facts);
        decision.Begin();
        for (var i = 0; i < facts.Operations.Length; i++)
            decision.Results[i] = decision.Decide(facts.Operations[i], facts.Debits[i], facts.Credits[i]);
        return decision;
    }

    private void Begin()
    {
        foreach (var account in _facts.Accounts)
        {
            account.Use = AccountUse.Named;
            account.Next = account.Stored;
            // Of another day or month they are nothing.
            if (account.Next.Month != _month)
                (account.Next.Month, account.Next.MonthReceived) = (_month, 0);
            if (account.Next.Day != Today)
                (account.Next.Day, account.Next.DaySpent) = (Today, 0);
        }

        foreach (var hold in _facts.Due)
            Expire(hold);
    }

    /// <summary>Whoever comes first, a hold whose time has come counts no more.</summary>
    private void Expire(KnownHold hold)
    {
        var account = _facts.Accounts.Find(account => account.Id == hold.AccountId)!;
        account.Use = AccountUse.Changed;
        account.Next.Held -= hold.Amount;
        account.Next.DaySpent -= hold.CountedOn == Today ? hold.Amount : 0;
        Resolutions.Add(new DecidedResolution(hold.Id, HoldState.Expired, By: null));
        if (_facts.Holds.ContainsKey(hold.Id))
            _facts.Holds[hold.Id] = hold with { State = HoldState.Expired };
    }

    private PostingResult Decide(LedgerOperation operation, AccountState? debit, AccountState? credit)
    {
        var hold = operation.HoldId is { } holdId ? _facts.Holds.GetValueOrDefault(holdId) : null;
        if (DoneBefore(operation, debit, hold) is { } before)
        {
            Rely(debit);
            return before;
        }

        if (LedgerRules.Refuse(operation, debit, credit, hold, _facts.Limits, At) is { } refused)
        {
            Rely(debit);
            Rely(credit);
            var shows = debit is not null && (refused == PostingOutcome.Insufficient || operation.Verb != LedgerVerb.Transfer);
            return Answer(refused, operation, debit, shows ? debit!.Next.Balance : 0, 0, default);
        }

        Apply(operation, debit!, credit, hold);
        var creditBalance = operation.Verb is LedgerVerb.Transfer or LedgerVerb.Capture ? credit!.Next.Balance : 0;
        return Answer(PostingOutcome.Posted, operation, debit, debit!.Next.Balance, creditBalance, At);
    }

    private static void Rely(AccountState? account)
    {
        if (account is { Use: AccountUse.Named })
            account.Use = AccountUse.Relied;
    }

    private static PostingResult Answer(
        PostingOutcome outcome, LedgerOperation operation, AccountState? debit, long debitBalance, long creditBalance, DateTime at) => new(
        outcome, new Money(debitBalance, operation.Currency), new Money(creditBalance, operation.Currency),
        new Money(debit?.Next.Available ?? 0, operation.Currency), debit?.Next.Spender ?? 0, at == default ? default : new DateTimeOffset(at));

    private void Apply(LedgerOperation operation, AccountState debit, AccountState? credit, KnownHold? hold)
    {
        debit.Use = AccountUse.Changed;
        Rely(credit);
        if (operation.Limits.HasFlag(CountedLimits.Outgoing))
            debit.Next.DaySpent += operation.Amount;
        if (operation.Limits.HasFlag(CountedLimits.Incoming) && credit is not null)
            credit.Next.MonthReceived += operation.Amount;

        switch (operation.Verb)
        {
            case LedgerVerb.Claim:
                debit.Next.Spender = operation.Amount;
                break;
            case LedgerVerb.Hold:
                SetAside(operation, debit, credit!);
                break;
            case LedgerVerb.Void:
                GiveFree(hold!, debit, spent: 0, HoldState.Voided, operation.Id);
                break;
            case LedgerVerb.Capture:
                GiveFree(hold!, debit, operation.Amount, HoldState.Captured, operation.Id);
                Move(operation, debit, credit!);
                break;
            default:
                Move(operation, debit, credit!);
                break;
        }
    }

    private void SetAside(LedgerOperation operation, AccountState debit, AccountState credit)
    {
        debit.Next.Held += operation.Amount;
        var expiry = operation.ExpiresAt!.Value.UtcDateTime;
        debit.Next.NextExpiry = expiry < debit.Next.NextExpiry ? expiry : debit.Next.NextExpiry;
        DateOnly? countedOn = operation.Limits.HasFlag(CountedLimits.Outgoing) ? Today : null;
        Holds.Add(new DecidedHold(operation, debit, credit, countedOn));
        _facts.Holds.Add(operation.Id, new KnownHold(
            operation.Id, debit.Id, credit.Id, operation.Amount, HoldState.Open, ResolvedBy: null, operation.Fingerprint, countedOn, At));
    }

    private void GiveFree(KnownHold hold, AccountState debit, long spent, HoldState state, Guid by)
    {
        debit.Next.Held -= hold.Amount;
        // What is given free was not sent after all.
        debit.Next.DaySpent -= hold.CountedOn == Today ? hold.Amount - spent : 0;
        Resolutions.Add(new DecidedResolution(hold.Id, state, by));
        _facts.Holds[hold.Id] = hold with { State = state, ResolvedBy = by };
    }

    private void Move(LedgerOperation operation, AccountState debit, AccountState credit)
    {
        debit.Next.Balance -= operation.Amount;
        credit.Next.Balance += operation.Amount;
        credit.Next.Received += operation.Amount;
        credit.Use = AccountUse.Changed;
        debit.Next.LastEntryAt = credit.Next.LastEntryAt = At;
        _made.Add(operation.Id, Transfers.Count);
        Transfers.Add(new DecidedTransfer(
            operation, debit, credit, ++debit.Next.EntryCount, ++credit.Next.EntryCount, debit.Next.Balance, credit.Next.Balance));
    }
}
