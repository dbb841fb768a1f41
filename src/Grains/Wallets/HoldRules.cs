using Nusaloka.Persistence.Ledger;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Wallets;

/// <summary>The decisions about holds: pure functions from command to ledger operation, and from the ledger's answer to ours.</summary>
internal static class HoldRules
{
    /// <summary>What is wrong with a command that sets money aside; null when nothing is.</summary>
    public static Error? Check(string accountId, Authorize command, DateTimeOffset now)
    {
        if (WalletRules.Check(command.Amount, command.Operation) is { } wrong)
            return wrong;
        if (WalletRules.CheckDescription(command.Description) is { } description)
            return description;
        if (command.ExpiresAt <= now || command.ExpiresAt > now.AddDays(WalletLimits.MaxHoldDays))
        {
            return Error.Validation(
                "/expires_at", "out_of_range", $"A hold expires in the future, at most {WalletLimits.MaxHoldDays} days from now.");
        }

        if (command.Payee is { AccountId: { } person, Account: null })
            return person == accountId ? WalletErrors.SelfTransfer : command.Kind == TransactionKind.Transfer ? null : WalletRules.InvalidPayee;
        return command.Payee is { AccountId: null, Account: { } account } ? WalletRules.CheckPayee(account, command.Kind) : WalletRules.InvalidPayee;
    }

    /// <summary>
    /// Whether an operation may capture or void a hold. What a payment or a withdrawal has set aside is that one's: resolved by anybody else, its money
    /// would be free while a bank has it, or in escrow for a payment that nobody has made.
    /// </summary>
    public static bool MayResolve(StoredHold hold, Operation operation) =>
        operation.IsOurs || (TransactionKind)hold.Kind is TransactionKind.Transfer or TransactionKind.Charge;

    /// <summary>Whether nothing is wrong with a command but its time.</summary>
    public static bool IsOnlyTooLate(Error wrong) => wrong.Fields is [{ Pointer: "/expires_at" }];

    /// <summary>What a repeated command answers: the hold as it was made.</summary>
    public static Hold Replay(StoredHold made) => ToHold(made) with { Status = HoldStatus.Open, Replayed = true };

    /// <summary>Money to be set aside.</summary>
    public static LedgerHold Place(string accountId, Authorize command, long spender) => new(
        IdOf(accountId, command), (short)command.Kind, LedgerAccountCode.Wallet(accountId), SystemAccounts.CodeOf(command.Payee),
        command.Amount, command.Description, command.ExpiresAt, command.Operation.Fingerprint, spender)
        {
            Limits = LimitRules.OfHold(command.Kind),
        };

    /// <summary>
    /// The transfer of a capture. It has the hold's id, so what was pending stays the same transaction, and the key is part of its
    /// fingerprint: a second capture under another key is none.
    /// </summary>
    public static LedgerPosting Capture(StoredHold hold, CaptureHold command) => new(
        hold.Id, hold.Kind, hold.Code, hold.PayeeCode, command.Amount ?? hold.Amount, hold.Description, Reference: null,
        WalletRules.FingerprintWithKey(command.Operation), Spender: null)
        {
            Limits = LimitRules.OfCapture((TransactionKind)hold.Kind),
        };

    /// <summary>
    /// The id of a hold. A pending transfer has the id that it would have at once, so that one key makes one transaction, whichever way it is sent.
    /// </summary>
    public static Guid IdOf(string accountId, Authorize command) => command.Kind == TransactionKind.Transfer
        ? TransactionId.Create(accountId, command.Kind, command.Operation.Key)
        : NameBasedId.Create($"{accountId}\nHold\n{command.Operation.Key}");

    /// <summary>The id of a void: a repeat with the same key is a replay.</summary>
    public static Guid VoidId(Guid holdId, Operation operation) => NameBasedId.Create($"{holdId}\nvoid\n{operation.Key}");

    /// <summary>Our answer to what the ledger answered to a hold.</summary>
    public static Result<Hold> Answer(string accountId, LedgerHold hold, PostingResult result) => result.Outcome switch
    {
        PostingOutcome.Posted or PostingOutcome.Replayed => new Hold(
            hold.Id.ToString(), (TransactionKind)hold.Kind, accountId, SystemAccounts.PayeeOf(hold.PayeeCode), hold.Amount, HoldStatus.Open,
            hold.Description, result.CreatedAt, hold.ExpiresAt, result.Outcome == PostingOutcome.Replayed),
        PostingOutcome.KeyReused => WalletErrors.KeyReused,
        PostingOutcome.DebitMissing => WalletErrors.NotFound,
        PostingOutcome.CreditMissing => WalletErrors.ReceiverNotFound,
        PostingOutcome.Insufficient => WalletErrors.InsufficientFunds,
        PostingOutcome.OverDailyOutgoing => WalletErrors.DailyLimitExceeded,
        _ => throw Unexpected(hold.Id, result),
    };

    /// <summary>Our answer to what the ledger answered to a void.</summary>
    public static Result<Hold> AnswerVoid(StoredHold hold, PostingResult result) => result.Outcome switch
    {
        PostingOutcome.Posted or PostingOutcome.Replayed =>
            ToHold(hold) with { Status = HoldStatus.Voided, Replayed = result.Outcome == PostingOutcome.Replayed },
        PostingOutcome.HoldResolved => WalletErrors.HoldResolved,
        PostingOutcome.HoldMissing => WalletErrors.HoldNotFound,
        PostingOutcome.DebitMissing => WalletErrors.NotFound,
        _ => throw Unexpected(hold.Id, result),
    };

    /// <summary>Our answer to what the ledger answered to a capture.</summary>
    public static Result<Movement> AnswerCapture(StoredHold hold, LedgerPosting posting, PostingResult result) => result.Outcome switch
    {
        // Another capture has made the transfer with the hold's id.
        PostingOutcome.KeyReused or PostingOutcome.HoldResolved => WalletErrors.HoldResolved,
        PostingOutcome.HoldMissing => WalletErrors.HoldNotFound,
        PostingOutcome.HoldExceeded => WalletErrors.HoldExceeded,
        _ when WalletRules.Answer(posting, result, walletPays: true) is { IsSuccess: true } moved && hold.Kind == (short)TransactionKind.Transfer =>
            // The pending transaction goes on: it began when the money was set aside.
            moved.Value with { Transaction = moved.Value.Transaction with { CreatedAt = hold.CreatedAt, UpdatedAt = result.CreatedAt } },
        _ => WalletRules.Answer(posting, result, walletPays: true),
    };

    /// <summary>A hold for those who ask.</summary>
    public static Hold ToHold(StoredHold hold) => new(
        hold.Id.ToString(), (TransactionKind)hold.Kind, LedgerAccountCode.AccountId(hold.Code) ?? hold.Code, SystemAccounts.PayeeOf(hold.PayeeCode),
        hold.Amount, StatusOf(hold.State), hold.Description, hold.CreatedAt, hold.ExpiresAt, Replayed: false);

    private static HoldStatus StatusOf(HoldState state) => state switch
    {
        HoldState.Open => HoldStatus.Open,
        HoldState.Captured => HoldStatus.Captured,
        HoldState.Voided => HoldStatus.Voided,
        HoldState.Expired => HoldStatus.Expired,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A hold has no such state."),
    };

    private static InvalidOperationException Unexpected(Guid id, PostingResult result) =>
        new($"An operation on hold {id} ended as {result.Outcome}, which is no answer for people.");
}
