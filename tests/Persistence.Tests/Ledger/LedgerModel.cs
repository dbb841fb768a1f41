using Nusaloka.Persistence.Ledger;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>
/// What the ledger must do, as a program without a database: operations one after the other. After each of them its own invariants must hold,
/// and one that was refused must have changed nothing.
/// </summary>
internal sealed class LedgerModel
{
    private readonly Dictionary<string, ModelAccount> _accounts = [];
    private readonly Dictionary<Guid, ModelHold> _holds = [];
    private readonly Dictionary<Guid, ModelMove> _moves = [];
    private readonly Dictionary<Guid, string> _voids = [];

    /// <summary>The day of limits; those of another day or month have counted nothing yet.</summary>
    public DateOnly Today { get; private set; } = new(2026, 1, 31);

    public IReadOnlyDictionary<string, ModelAccount> Accounts => _accounts;

    public IReadOnlyDictionary<Guid, ModelHold> Holds => _holds;

    public IReadOnlyDictionary<Guid, ModelMove> Moves => _moves;

    public void Open(string code, bool hasFloor, ModelLimits? limits = null) => _accounts.Add(code, new ModelAccount(hasFloor, limits));

    public PostingResult Do(LedgerOperation operation)
    {
        var account = _accounts.GetValueOrDefault(operation.DebitCode);
        Expire(operation.DebitCode);
        if (operation.CreditCode is { } creditCode)
            Expire(creditCode);
        var before = Picture();

        var outcome = Decide(operation, account);
        if (outcome == PostingOutcome.Posted)
            Apply(operation, account!);
        else
            Assert.Equal(before, Picture());
        AssertInvariants();

        if (outcome is PostingOutcome.Replayed or PostingOutcome.KeyReused && operation.Verb is LedgerVerb.Transfer or LedgerVerb.Capture && !IsOfAnotherKind(operation))
            return _moves[operation.Id].Result! with { Outcome = outcome, Available = Money.Rupiah(account?.Available ?? 0), Spender = account?.Spender ?? 0 };
        var answer = Answer(outcome, operation, account);
        if (outcome == PostingOutcome.Posted && operation.Verb is LedgerVerb.Transfer or LedgerVerb.Capture)
            _moves[operation.Id].Result = answer;
        return answer;
    }

    /// <summary>
    /// The operation that gives back at most so much of one of the movements, never more than it has moved less what was asked for before:
    /// whoever refunds keeps this account, the ledger does not. What was asked for counts also when it is refused: it can be
    /// repeated. Null when nothing can be given back.
    /// </summary>
    public LedgerOperation? AskForRefund(Guid id, int pick, long most)
    {
        var left = _moves.Values.Where(static move => move.Operation.Kind != LedgerStep.RefundKind && move.AskedBack < move.Operation.Amount).ToList();
        if (left.Count == 0)
            return null;

        var move = left[pick % left.Count];
        var amount = Math.Min(most, move.Operation.Amount - move.AskedBack);
        move.AskedBack += amount;
        return LedgerOperation.Post(new LedgerPosting(
            id, LedgerStep.RefundKind, move.Operation.CreditCode!, move.Operation.DebitCode, Money.Rupiah(amount), "", $"{move.Operation.Id}", $"refund {id}", Spender: null));
    }

    /// <summary>The accounts of an operation with holds whose time has come: it writes that down whatever becomes of it.</summary>
    public IEnumerable<string> DueOf(LedgerOperation operation) => _holds.Values
        .Where(hold => hold is { IsOpen: true, IsDue: true } && (hold.Code == operation.DebitCode || hold.Code == operation.CreditCode)).Select(static hold => hold.Code).Distinct();

    /// <summary>Another day begins.</summary>
    public void BeginDay(DateOnly day)
    {
        foreach (var account in _accounts.Values)
        {
            account.DaySpent = day == Today ? account.DaySpent : 0;
            account.MonthReceived = (day.Year, day.Month) == (Today.Year, Today.Month) ? account.MonthReceived : 0;
        }

        Today = day;
    }

    /// <summary>From now on the holds whose time has come are given free by the next operation on their account.</summary>
    public void LetTimePass()
    {
        foreach (var hold in _holds.Values)
            hold.IsDue |= hold.ExpiresSoon;
    }

    private void Expire(string code)
    {
        foreach (var hold in _holds.Values.Where(hold => hold.IsOpen && hold.IsDue && hold.Code == code))
            Free(hold, hold.Amount, "expired", by: null);
    }

    private PostingOutcome Decide(LedgerOperation operation, ModelAccount? account)
    {
        var credit = operation.CreditCode is { } code ? _accounts.GetValueOrDefault(code) : null;
        if (IsOfAnotherKind(operation))
            return PostingOutcome.KeyReused;
        if (DoneBefore(operation) is { } done)
            return done == operation.Fingerprint ? PostingOutcome.Replayed : PostingOutcome.KeyReused;
        if (operation.Verb == LedgerVerb.Void && _voids.ContainsKey(operation.Id))
            return PostingOutcome.Replayed;
        if (account is null)
            return PostingOutcome.DebitMissing;
        if (operation.CreditCode is not null && credit is null)
            return PostingOutcome.CreditMissing;
        if (operation.Spender is { } spender && spender != account.Spender)
            return PostingOutcome.Stale;

        var hold = operation.HoldId is { } holdId ? _holds.GetValueOrDefault(holdId) : null;
        var refused = operation.Verb switch
        {
            LedgerVerb.Transfer or LedgerVerb.Hold when account.HasFloor && account.Available < operation.Amount => PostingOutcome.Insufficient,
            LedgerVerb.Capture or LedgerVerb.Void or LedgerVerb.Expire => DecideHold(operation, hold),
            _ => PostingOutcome.Posted,
        };
        return refused == PostingOutcome.Posted ? DecideLimits(operation, account, credit) : refused;
    }

    // One id is one operation: only a hold and the transfer of its own capture may share it.
    private bool IsOfAnotherKind(LedgerOperation operation) => operation.Verb switch
    {
        LedgerVerb.Transfer or LedgerVerb.Capture => operation.HoldId != operation.Id && _holds.ContainsKey(operation.Id),
        LedgerVerb.Hold => !_holds.ContainsKey(operation.Id) && _moves.ContainsKey(operation.Id),
        _ => false,
    };

    private string? DoneBefore(LedgerOperation operation) => operation.Verb switch
    {
        LedgerVerb.Transfer or LedgerVerb.Capture => _moves.TryGetValue(operation.Id, out var done) ? done.Operation.Fingerprint : null,
        LedgerVerb.Hold => _holds.GetValueOrDefault(operation.Id)?.Fingerprint,
        _ => null,
    };

    private static PostingOutcome DecideHold(LedgerOperation operation, ModelHold? hold)
    {
        if (hold is null || hold.Code != operation.DebitCode || (operation.Verb == LedgerVerb.Capture && hold.PayeeCode != operation.CreditCode))
            return PostingOutcome.HoldMissing;
        if (!hold.IsOpen)
            return PostingOutcome.HoldResolved;
        if (operation.Verb == LedgerVerb.Capture && operation.Amount > hold.Amount)
            return PostingOutcome.HoldExceeded;
        return operation.Verb == LedgerVerb.Expire ? PostingOutcome.HoldRunning : PostingOutcome.Posted;
    }

    private static PostingOutcome DecideLimits(LedgerOperation operation, ModelAccount account, ModelAccount? credit)
    {
        if (operation.Limits.HasFlag(CountedLimits.Outgoing) && account.DaySpent + operation.Amount > account.Limits?.DailyOutgoing)
            return PostingOutcome.OverDailyOutgoing;
        if (!operation.Limits.HasFlag(CountedLimits.Incoming) || credit is null)
            return PostingOutcome.Posted;
        if (credit.Balance + operation.Amount > credit.Limits?.BalanceCap)
            return PostingOutcome.OverBalanceCap;
        return credit.MonthReceived + operation.Amount > credit.Limits?.MonthlyIncoming ? PostingOutcome.OverMonthlyIncoming : PostingOutcome.Posted;
    }

    private void Apply(LedgerOperation operation, ModelAccount account)
    {
        var counts = operation.Limits.HasFlag(CountedLimits.Outgoing);
        account.DaySpent += counts ? operation.Amount : 0;
        switch (operation.Verb)
        {
            case LedgerVerb.Claim:
                account.Spender = operation.Amount;
                break;
            case LedgerVerb.Hold:
                account.Held += operation.Amount;
                _holds.Add(operation.Id, new ModelHold(
                    operation.DebitCode, operation.CreditCode!, operation.Amount, operation.Fingerprint, counts ? Today : null, operation.ExpiresAt == LedgerStep.Past));
                break;
            case LedgerVerb.Void:
                Free(_holds[operation.HoldId!.Value], _holds[operation.HoldId.Value].Amount, "voided", operation.Id);
                _voids.Add(operation.Id, operation.Fingerprint);
                break;
            default:
                if (operation.Verb == LedgerVerb.Capture)
                    Free(_holds[operation.HoldId!.Value], _holds[operation.HoldId.Value].Amount - operation.Amount, "captured", operation.Id);
                account.Balance -= operation.Amount;
                account.Debits += operation.Amount;
                account.Entries.Add((operation.Id, -operation.Amount, account.Balance));
                var credit = _accounts[operation.CreditCode!];
                credit.Balance += operation.Amount;
                credit.Credits += operation.Amount;
                credit.Entries.Add((operation.Id, operation.Amount, credit.Balance));
                credit.MonthReceived += operation.Limits.HasFlag(CountedLimits.Incoming) ? operation.Amount : 0;
                _moves.Add(operation.Id, new ModelMove(operation));
                break;
        }
    }

    // What is given free was not sent after all.
    private void Free(ModelHold hold, long unsent, string state, Guid? by)
    {
        var account = _accounts[hold.Code];
        (hold.State, hold.ResolvedBy) = (state, by);
        account.Held -= hold.Amount;
        account.DaySpent -= hold.CountedOn == Today ? unsent : 0;
    }

    private PostingResult Answer(PostingOutcome outcome, LedgerOperation operation, ModelAccount? account)
    {
        var moves = operation.Verb is LedgerVerb.Transfer or LedgerVerb.Capture;
        var showsDebit = account is not null
            && (outcome is PostingOutcome.Posted or PostingOutcome.Insufficient or PostingOutcome.KeyReused || operation.Verb != LedgerVerb.Transfer);
        return new PostingResult(
            outcome,
            Money.Rupiah(showsDebit ? account!.Balance : 0),
            Money.Rupiah(outcome == PostingOutcome.Posted && moves ? _accounts[operation.CreditCode!].Balance : 0),
            Money.Rupiah(account?.Available ?? 0),
            account?.Spender ?? 0,
            default);
    }

    // The six of Blnk: debits equal credits and balances add up to zero; no part is negative; a balance is what came less what went; what is
    // available respects the floor; what is held is the sum of the open holds. The sixth, that what is refused changes nothing, is above. And ours: a
    // balance is what its entries add up to, and nothing gives back more than was moved.
    private void AssertInvariants()
    {
        Assert.Equal(_accounts.Values.Sum(account => account.Debits), _accounts.Values.Sum(account => account.Credits));
        Assert.Equal(0, _accounts.Values.Sum(account => account.Balance));
        foreach (var (code, account) in _accounts)
        {
            Assert.True(account is { Debits: >= 0, Credits: >= 0, Held: >= 0, DaySpent: >= 0, MonthReceived: >= 0 });
            Assert.Equal(account.Credits - account.Debits, account.Balance);
            Assert.True(!account.HasFloor || account.Balance - account.Held >= 0);
            Assert.Equal(_holds.Values.Where(hold => hold.IsOpen && hold.Code == code).Sum(hold => hold.Amount), account.Held);
            Assert.Equal(account.Entries.Sum(entry => entry.Amount), account.Balance);
        }

        foreach (var refunds in _moves.Values.Where(static move => move.Operation.Kind == LedgerStep.RefundKind).GroupBy(static move => Guid.Parse(move.Operation.Reference!)))
            Assert.InRange(refunds.Sum(static refund => refund.Operation.Amount), 1, _moves[refunds.Key].Operation.Amount);
    }

    private string Picture() => string.Join(';', _accounts.Values) + string.Join(';', _holds.Values.Select(hold => hold.State)) + _moves.Count;
}
