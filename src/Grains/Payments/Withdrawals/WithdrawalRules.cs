using System.Collections.Immutable;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Payments.Withdrawals;

/// <summary>The decisions about a withdrawal: pure functions from state and what happened to the next state.</summary>
internal static class WithdrawalRules
{
    private const int ShownDigits = 4;
    private const int MaxNameLength = 100;

    /// <summary>A new one, whose money is to be set aside.</summary>
    public static Result<WithdrawalState> Request(RequestWithdrawal command, string gateway, DateTimeOffset now)
    {
        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        if (command.Amount.Currency != Currency.Idr || command.Amount.Units is < 1 or > PaymentLimits.MaxAmount)
            wrong.Add(new FieldError("/amount", "out_of_range", $"The amount must be 1 to {PaymentLimits.MaxAmount} whole rupiah."));
        var bank = command.BankAccount;
        if (bank.BankCode.Length is < 2 or > 16 || !bank.BankCode.All(char.IsAsciiLetterOrDigit))
            wrong.Add(new FieldError("/bank_account/bank_code", "invalid_bank", "A bank's code has 2 to 16 letters and digits."));
        if (bank.AccountNumber.Length is < 6 or > 20 || !bank.AccountNumber.All(char.IsAsciiDigit))
            wrong.Add(new FieldError("/bank_account/account_number", "invalid_account_number", "An account's number has 6 to 20 digits."));
        if (string.IsNullOrWhiteSpace(bank.HolderName) || bank.HolderName.Length > MaxNameLength || bank.HolderName.Any(char.IsControl))
            wrong.Add(new FieldError("/bank_account/holder_name", "invalid_name", $"A holder's name has 1 to {MaxNameLength} characters and no control characters."));
        if (wrong.Count > 0)
            return Error.Validation(wrong.ToImmutable());

        return new WithdrawalState
        {
            AccountId = command.AccountId,
            Amount = command.Amount,
            BankAccount = bank,
            Gateway = gateway,
            Stage = WithdrawalStage.Hold,
            Fingerprint = command.Fingerprint,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    /// <summary>The money is set aside: off with it.</summary>
    public static WithdrawalState Held(WithdrawalState state, string holdId, DateTimeOffset until, DateTimeOffset now) =>
        Changed(state, now) with { Stage = WithdrawalStage.Send, HoldId = holdId, HeldUntil = until };

    /// <summary>The wallet has refused: nothing has happened.</summary>
    public static WithdrawalState Refused(WithdrawalState state, string id, string reason, DateTimeOffset now) => Ended(state, id, reason, now);

    /// <summary>What the gateway says: in any order and more than once, and never back from an end.</summary>
    public static WithdrawalState Apply(WithdrawalState state, GatewayPayout payout, DateTimeOffset now)
    {
        if (state.Stage is not (WithdrawalStage.Send or WithdrawalStage.Wait) || payout.Amount != state.Amount)
            return state;

        var stage = payout.Status switch
        {
            PayoutStatus.Succeeded => WithdrawalStage.Capture,
            PayoutStatus.Failed => WithdrawalStage.Release,
            _ => WithdrawalStage.Wait,
        };
        return stage == state.Stage
            ? state
            : Changed(state, now) with
            {
                Stage = stage,
                Reference = payout.Reference.Length > 0 ? payout.Reference : state.Reference,
                FailureCode = payout.Status == PayoutStatus.Failed ? payout.FailureCode ?? "failed" : null,
            };
    }

    /// <summary>The money is taken although the bank has not said that it has it.</summary>
    public static WithdrawalState TakenEarly(WithdrawalState state, DateTimeOffset now) => Changed(state, now) with { IsTakenEarly = true };

    /// <summary>It is over: the money is with the bank, or in the wallet.</summary>
    public static WithdrawalState Ended(WithdrawalState state, string id, string? reason, DateTimeOffset now)
    {
        var type = reason is null ? WithdrawalEnded.SucceededType : WithdrawalEnded.FailedType;
        return Changed(state, now) with
        {
            Stage = WithdrawalStage.Done,
            Status = reason is null ? WithdrawalStatus.Succeeded : WithdrawalStatus.Failed,
            FailureCode = reason,
            PendingEvents = [new OutboxEvent(type, new WithdrawalEnded(id, state.AccountId, state.Amount, reason, now))],
        };
    }

    /// <summary>An account's number of which only the end can be read.</summary>
    public static string Mask(string accountNumber) => accountNumber.Length <= ShownDigits
        ? new string('*', accountNumber.Length)
        : new string('*', accountNumber.Length - ShownDigits) + accountNumber[^ShownDigits..];

    private static WithdrawalState Changed(WithdrawalState state, DateTimeOffset now) => state with { UpdatedAt = now, PendingEvents = [] };
}
