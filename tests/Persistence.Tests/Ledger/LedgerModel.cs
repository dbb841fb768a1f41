using Nusaloka.Persistence.Ledger;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>What the ledger must do, as a program without a database: operations one after the other.</summary>
internal sealed class LedgerModel
{
    private readonly Dictionary<string, Account> _accounts = [];
    private readonly Dictionary<Guid, Hold> _holds = [];
    private readonly Dictionary<Guid, (string Fingerprint, PostingResult Result)> _done = [];

    public IReadOnlyDictionary<string, Account> Accounts => _accounts;

    public IReadOnlyDictionary<Guid, Hold> Holds => _holds;

    public void Open(string code, bool hasFloor) => _accounts.Add(code, new Account(hasFloor));

    public PostingResult Do(LedgerOperation operation)
    {
        var account = _accounts.GetValueOrDefault(operation.DebitCode);
        var outcome = Decide(operation, account);
        if (outcome == PostingOutcome.Posted)
        {
            Apply(operation, account!);
            if (operation.Verb != "claim")
                _done[operation.Id] = (operation.Fingerprint, Answer(outcome, operation, account));
        }

        if (outcome is PostingOutcome.Replayed or PostingOutcome.KeyReused && operation.Verb is "transfer" or "capture")
            return _done[operation.Id].Result with { Outcome = outcome, Available = Money.Rupiah(account?.Available ?? 0), Spender = account?.Spender ?? 0 };
        return Answer(outcome, operation, account);
    }

    private PostingOutcome Decide(LedgerOperation operation, Account? account)
    {
        var credit = operation.CreditCode is { } code ? _accounts.GetValueOrDefault(code) : null;
        if (operation.Verb != "expire" && _done.TryGetValue(operation.Id, out var done))
            return operation.Verb == "void" || done.Fingerprint == operation.Fingerprint ? PostingOutcome.Replayed : PostingOutcome.KeyReused;
        if (account is null)
            return PostingOutcome.DebitMissing;
        if (operation.CreditCode is not null && credit is null)
            return PostingOutcome.CreditMissing;
        if (operation.Spender is { } spender && spender != account.Spender)
            return PostingOutcome.Stale;

        switch (operation.Verb)
        {
            case "transfer" or "hold":
                return account.HasFloor && account.Available < operation.Amount ? PostingOutcome.Insufficient : PostingOutcome.Posted;
            case "capture" or "void" or "expire":
                if (!_holds.TryGetValue(operation.HoldId!.Value, out var hold) || hold.Code != operation.DebitCode || (operation.Verb == "capture" && hold.PayeeCode != operation.CreditCode))
                    return PostingOutcome.HoldMissing;
                if (!hold.IsOpen)
                    return PostingOutcome.HoldResolved;
                if (operation.Verb == "expire")
                    return PostingOutcome.HoldRunning;
                return operation.Verb == "capture" && operation.Amount > hold.Amount ? PostingOutcome.HoldExceeded : PostingOutcome.Posted;
            default:
                return PostingOutcome.Posted;
        }
    }

    private void Apply(LedgerOperation operation, Account account)
    {
        switch (operation.Verb)
        {
            case "claim":
                account.Spender = operation.Amount;
                break;
            case "hold":
                account.Held += operation.Amount;
                _holds.Add(operation.Id, new Hold(operation.DebitCode, operation.CreditCode!, operation.Amount));
                break;
            case "void":
                Resolve(account, _holds[operation.HoldId!.Value]);
                break;
            default:
                if (operation.Verb == "capture")
                    Resolve(account, _holds[operation.HoldId!.Value]);
                account.Balance -= operation.Amount;
                _accounts[operation.CreditCode!].Balance += operation.Amount;
                break;
        }
    }

    private static void Resolve(Account account, Hold hold)
    {
        hold.IsOpen = false;
        account.Held -= hold.Amount;
    }

    private PostingResult Answer(PostingOutcome outcome, LedgerOperation operation, Account? account)
    {
        var moves = operation.Verb is "transfer" or "capture";
        var showsDebit = account is not null && (outcome is PostingOutcome.Posted or PostingOutcome.Insufficient || operation.Verb != "transfer");
        return new PostingResult(
            outcome,
            Money.Rupiah(showsDebit ? account!.Balance : 0),
            Money.Rupiah(outcome == PostingOutcome.Posted && moves ? _accounts[operation.CreditCode!].Balance : 0),
            Money.Rupiah(account?.Available ?? 0),
            account?.Spender ?? 0,
            default);
    }

    internal sealed class Account(bool hasFloor)
    {
        public bool HasFloor { get; } = hasFloor;

        public long Balance { get; set; }

        public long Held { get; set; }

        public long Spender { get; set; }

        public long Available => Balance - Held;
    }

    internal sealed class Hold(string code, string payeeCode, long amount)
    {
        public string Code { get; } = code;

        public string PayeeCode { get; } = payeeCode;

        public long Amount { get; } = amount;

        public bool IsOpen { get; set; } = true;
    }
}
