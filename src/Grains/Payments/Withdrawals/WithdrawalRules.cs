using System.Collections.Immutable;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Payments.Withdrawals;

/// <summary>The decisions about a withdrawal: pure functions from state and what happened to the next state.</summary>
internal static class WithdrawalRules
{
    private const string AmountDiffers = "amount_differs";
    private const string Canceled = "canceled";

    /// <summary>A new one, whose money is to be set aside.</summary>
    /// <param name="command">What is asked for.</param>
    /// <param name="bank">Where the money goes.</param>
    /// <param name="knownSince">Since when its owner keeps that bank account; null when they do not.</param>
    /// <param name="gateway">Who pays it out.</param>
    /// <param name="wait">How long money waits for a bank account that is not known so long.</param>
    /// <param name="now">The time.</param>
    public static Result<WithdrawalState> Request(
        RequestWithdrawal command, BankAccount bank, DateTimeOffset? knownSince, string gateway, TimeSpan wait, DateTimeOffset now)
    {
        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        if (command.Amount.Currency != Currency.Idr || command.Amount.Units is < 1 or > PaymentLimits.MaxAmount)
            wrong.Add(new FieldError("/amount", "out_of_range", $"The amount must be 1 to {PaymentLimits.MaxAmount} whole rupiah."));
        wrong.AddRange(BankAccountRules.Check(bank, "/bank_account"));
        if (wrong.Count > 0)
            return Error.Validation(wrong.ToImmutable());

        var paysOutAt = (knownSince ?? now) + wait;
        return new WithdrawalState
        {
            PaysOutAt = paysOutAt > now ? paysOutAt : null,
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

    /// <summary>The money is set aside: off with it, or when its time has come.</summary>
    public static WithdrawalState Held(WithdrawalState state, string id, string holdId, DateTimeOffset until, DateTimeOffset now)
    {
        var held = Changed(state, now) with { Stage = WithdrawalStage.Send, HoldId = holdId, HeldUntil = until };
        return state.PaysOutAt is not { } at ? held : held with
        {
            Stage = WithdrawalStage.Cool,
            PendingEvents =
            [
                new OutboxEvent(WithdrawalWaiting.Type, new WithdrawalWaiting(
                    id, state.AccountId, state.Amount, state.BankAccount.BankCode, BankAccountRules.Mask(state.BankAccount.AccountNumber), at, now)),
            ],
        };
    }

    /// <summary>It has waited long enough.</summary>
    public static WithdrawalState Cooled(WithdrawalState state, DateTimeOffset now) => Changed(state, now) with { Stage = WithdrawalStage.Send };

    /// <summary>Its owner gives it up: the very same state when that was so before.</summary>
    public static Result<WithdrawalState> Cancel(WithdrawalState state, DateTimeOffset now) => state switch
    {
        { Stage: WithdrawalStage.None } => WithdrawalErrors.NotFound,
        { FailureCode: Canceled } => state,
        { Stage: WithdrawalStage.Cool } => Changed(state, now) with { Stage = WithdrawalStage.Release, FailureCode = Canceled },
        _ => WithdrawalErrors.NotCancelable,
    };

    /// <summary>The wallet has refused: nothing has happened.</summary>
    public static WithdrawalState Refused(WithdrawalState state, string id, string reason, DateTimeOffset now) => Ended(state, id, reason, now);

    /// <summary>
    /// What the gateway says: in any order and more than once. It never leads back from an end, but that a bank may send back what it had.
    /// The very same state when there is nothing new in it. Another amount moves nothing: officers see it.
    /// </summary>
    public static WithdrawalState Apply(WithdrawalState state, string id, GatewayPayout payout, DateTimeOffset now)
    {
        var isUnderWay = state.Stage is WithdrawalStage.Send or WithdrawalStage.Wait;
        var isPaidOut = state is { Stage: WithdrawalStage.Done, Status: WithdrawalStatus.Succeeded };
        var isGivenBack = state is { Stage: WithdrawalStage.Done, Status: WithdrawalStatus.Failed or WithdrawalStatus.Canceled, HoldId: not null };
        return payout.Status switch
        {
            _ when isUnderWay && payout.Amount != state.Amount => Kept(state, id, payout, AmountDiffers, now) with { Stage = WithdrawalStage.Wait },
            _ when isUnderWay => UnderWay(state, payout, now),
            PayoutStatus.Failed when isPaidOut && payout.Amount != state.Amount => Kept(state, id, payout, AmountDiffers, now),
            PayoutStatus.Failed when isPaidOut => Changed(state, now) with { Stage = WithdrawalStage.Return, FailureCode = payout.FailureCode ?? "returned" },
            // The money is in the wallet by now, perhaps spent.
            PayoutStatus.Succeeded when isGivenBack => Kept(state, id, payout, Quarantine.PaidAfterFailure, now),
            _ => state,
        };
    }

    /// <summary>The money that the bank has sent back is in the wallet, or where it waits for officers.</summary>
    public static WithdrawalState Returned(WithdrawalState state, string id, DateTimeOffset now) => Changed(state, now) with
    {
        Stage = WithdrawalStage.Done,
        Status = WithdrawalStatus.Returned,
        PendingEvents =
        [
            new OutboxEvent(WithdrawalEnded.ReturnedType, new WithdrawalEnded(id, state.AccountId, state.Amount, state.FailureCode, now)),
        ],
    };

    /// <summary>Whether deciding about an entry ends the withdrawal, as far as it has ended at its gateway.</summary>
    public static bool Ends(WithdrawalState state, ResolveQuarantine command) =>
        state.Stage is WithdrawalStage.Send or WithdrawalStage.Wait
        && state.Quarantine.FirstOrDefault(entry => entry.Id == command.EntryId) is { Status: QuarantineStatus.Open } open && Quarantine.IsEnd(open, command);

    /// <summary>
    /// The withdrawal with an entry decided. There is nothing to give back: what the bank has or has not is between it and us. Another amount than was asked for is
    /// taken for the end that the gateway says it has had.
    /// </summary>
    /// <param name="state">The withdrawal.</param>
    /// <param name="command">The decision.</param>
    /// <param name="truth">What the gateway says when it is asked now; null when it does not matter, or the gateway knows nothing.</param>
    /// <param name="now">The time.</param>
    public static Result<WithdrawalState> Resolve(WithdrawalState state, ResolveQuarantine command, GatewayPayout? truth, DateTimeOffset now)
    {
        var (entries, refused) = Quarantine.Decide(state.Quarantine, command, now);
        if (refused is not null)
            return refused;
        if (command.Resolution == QuarantineResolution.Refund)
            return PaymentErrors.QuarantineNotRefundable;
        if (entries == state.Quarantine)
            return state;
        var decided = Changed(state, now) with { Quarantine = entries };
        return truth is not null && Ends(state, command) ? UnderWay(decided, truth, now) : decided;
    }

    /// <summary>It never reached whoever pays out, and its time is over: the money goes back to where it came from.</summary>
    public static WithdrawalState GivenUp(WithdrawalState state, DateTimeOffset now) =>
        Changed(state, now) with { Stage = WithdrawalStage.Release, FailureCode = "expired" };

    /// <summary>The money is taken although the bank has not said that it has it.</summary>
    public static WithdrawalState TakenEarly(WithdrawalState state, DateTimeOffset now) => Changed(state, now) with { IsTakenEarly = true };

    /// <summary>The bank has it, and the wallet has nothing left of it that could be taken: officers see it, and so does each comparison with the gateway.</summary>
    public static WithdrawalState NotTaken(WithdrawalState state, string id, DateTimeOffset now)
    {
        var paid = new GatewayPayout(Guid.Parse(id), PayoutStatus.Succeeded, state.Reference ?? "", state.Amount, FailureCode: null);
        return Ended(Kept(state, id, paid, Quarantine.PaidAfterFailure, now), id, "expired", now);
    }

    /// <summary>It is over: the money is with the bank, or in the wallet.</summary>
    public static WithdrawalState Ended(WithdrawalState state, string id, string? reason, DateTimeOffset now)
    {
        var (status, type) = reason switch
        {
            null => (WithdrawalStatus.Succeeded, WithdrawalEnded.SucceededType),
            Canceled => (WithdrawalStatus.Canceled, WithdrawalEnded.CanceledType),
            _ => (WithdrawalStatus.Failed, WithdrawalEnded.FailedType),
        };
        return Changed(state, now) with
        {
            Stage = WithdrawalStage.Done,
            Status = status,
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

    private static WithdrawalState UnderWay(WithdrawalState state, GatewayPayout payout, DateTimeOffset now)
    {
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

    private static WithdrawalState Kept(WithdrawalState state, string id, GatewayPayout payout, string reason, DateTimeOffset now)
    {
        var entry = Quarantine.Entry(id, state.Gateway, payout.Reference, reason, state.Amount, payout.Amount, now) with { IsWithdrawal = true };
        var kept = Quarantine.Keep(state.Quarantine, entry);
        return kept == state.Quarantine ? state : Changed(state, now) with { Quarantine = kept };
    }

    private static WithdrawalState Changed(WithdrawalState state, DateTimeOffset now) => state with { UpdatedAt = now, PendingEvents = [] };
}
