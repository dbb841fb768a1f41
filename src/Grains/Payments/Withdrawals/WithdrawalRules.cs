using System.Collections.Immutable;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Payments.Withdrawals;

/// <summary>The decisions about a withdrawal: pure functions from state and what happened to the next state.</summary>
internal static class WithdrawalRules
{
    /// <summary>A new one, whose money is to be set aside.</summary>
    public static Result<WithdrawalState> Request(RequestWithdrawal command, BankAccount bank, string gateway, DateTimeOffset now)
    {
        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        if (command.Amount.Currency != Currency.Idr || command.Amount.Units is < 1 or > PaymentLimits.MaxAmount)
            wrong.Add(new FieldError("/amount", "out_of_range", $"The amount must be 1 to {PaymentLimits.MaxAmount} whole rupiah."));
        wrong.AddRange(BankAccountRules.Check(bank, "/bank_account"));
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

    /// <summary>The same without whose bank account it went to.</summary>
    public static WithdrawalState Erased(WithdrawalState state) => state with
    {
        BankAccount = new BankAccount(state.BankAccount.BankCode, BankAccountRules.Mask(state.BankAccount.AccountNumber), HolderName: ""),
        PendingEvents = [],
    };

    private static WithdrawalState Changed(WithdrawalState state, DateTimeOffset now) => state with { UpdatedAt = now, PendingEvents = [] };
}
