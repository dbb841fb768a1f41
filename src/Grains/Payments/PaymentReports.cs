using System.Collections.Immutable;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Payments;

/// <summary>
/// What a payment makes of what its gateway says: of answers, of webhooks, and of what it finds when it asks. Pure, and the same for
/// all three, so that it does not matter which comes first or how often.
/// </summary>
internal static class PaymentReports
{
    /// <summary>The payment after the gateway has spoken; the very same state when there is nothing new in it.</summary>
    /// <param name="state">The payment.</param>
    /// <param name="id">Its id.</param>
    /// <param name="attemptId">The try that the gateway speaks of.</param>
    /// <param name="report">What it says.</param>
    /// <param name="now">The time.</param>
    /// <param name="gateway">Who speaks, for the quarantine when it is of a try that was never made.</param>
    public static PaymentState Apply(
        PaymentState state, string id, Guid attemptId, GatewayPayment report, DateTimeOffset now, string gateway = "unknown")
    {
        var attempt = state.Attempts.FirstOrDefault(one => one.Id == attemptId);
        if (!state.Exists || attempt is null)
            return report.Status is GatewayStatus.Declined or GatewayStatus.Canceled ? state : Quarantine.Unknown(state, id, gateway, report, now);
        if (Quarantine.Mismatch(state, report) is { } reason)
            return Mismatched(state, id, attempt, report, reason, now);
        if (attempt != state.Current)
            return report.Status == GatewayStatus.Succeeded ? RefundLate(state, id, attempt, report, now) : state;

        return PaymentTransitions.On(state.Status, state.Step, report.Status) switch
        {
            PaymentReaction.Ignore => Noted(state, report, now),
            PaymentReaction.Ask => Ask(state, report, now),
            PaymentReaction.Wait => Told(state, report, now) with { Status = PaymentStatus.Processing, Step = PaymentStep.None, NextAction = null },
            PaymentReaction.Authorize => Authorize(state, report, now),
            PaymentReaction.Settle => Settle(state, id, report, now),
            PaymentReaction.Decline => Decline(state, id, report, now),
            PaymentReaction.Cancel => PaymentRules.Canceled(Told(state, report, now), id, report.FailureCode, now),
            PaymentReaction.RefundLate => RefundLate(state, id, attempt, report, now),
            PaymentReaction.Release => Told(state, report, now) with { Step = PaymentStep.Cancel },
            var other => throw new InvalidOperationException($"Payment {id} does not know how to {other}."),
        };
    }

    /// <summary>What of a report counts as its amount: what was taken when something was.</summary>
    public static Money Reported(GatewayPayment report) =>
        report.Status == GatewayStatus.Succeeded && report.Amount.Currency == report.AmountCaptured.Currency ? report.AmountCaptured : report.Amount;

    /// <summary>
    /// Nothing moves, and what was begun with the gateway is over: asking again would answer the same. What was about to be cancelled is: that something else was
    /// paid is for officers.
    /// </summary>
    private static PaymentState Mismatched(
        PaymentState state, string id, PaymentAttempt attempt, GatewayPayment report, string reason, DateTimeOffset now)
    {
        var kept = Quarantine.Add(state, id, attempt.Method, report.Reference, reason, state.Amount, Reported(report), now);
        return (attempt == state.Current, state.Step) switch
        {
            (true, PaymentStep.Confirm or PaymentStep.Capture) => PaymentRules.Changed(kept, now) with { Step = PaymentStep.None },
            (true, PaymentStep.Cancel) when report.Status == GatewayStatus.Succeeded => PaymentRules.Canceled(kept, id, Quarantine.Quarantined, now),
            _ => kept,
        };
    }

    private static PaymentState Noted(PaymentState state, GatewayPayment report, DateTimeOffset now) =>
        state.Current is { Reference: null } && report.Reference.Length > 0
            ? PaymentRules.Changed(state, now) with { Attempts = With(state, state.Current with { Reference = report.Reference }) }
            : state;

    private static PaymentState Told(PaymentState state, GatewayPayment report, DateTimeOffset now)
    {
        if (state.Current is not { } attempt)
            return PaymentRules.Changed(state, now);

        var told = attempt with
        {
            Source = attempt.Source with { Token = null },
            Reference = report.Reference.Length > 0 ? report.Reference : attempt.Reference,
            Reported = report.Status,
        };
        return PaymentRules.Changed(state, now) with { Attempts = With(state, told) };
    }

    private static PaymentState Ask(PaymentState state, GatewayPayment report, DateTimeOffset now)
    {
        var isAsked = state.Status == PaymentStatus.RequiresAction;
        // Events leave out what the payer must do, and some answers do, too: it is what it was.
        var next = report.Next ?? (isAsked ? state.NextAction : null);
        var isSameOrder = report.Reference.Length == 0 || state.Current?.Reference == report.Reference;
        return isAsked && state.NextAction == next && isSameOrder
            ? state
            : Told(state, report, now) with { Status = PaymentStatus.RequiresAction, Step = PaymentStep.None, NextAction = next };
    }

    private static PaymentState Authorize(PaymentState state, GatewayPayment report, DateTimeOffset now) => Told(state, report, now) with
    {
        Status = PaymentStatus.RequiresCapture,
        Step = PaymentStep.None,
        NextAction = null,
        AmountCapturable = state.Amount,
        ExpiresAt = now + PaymentRules.CapturePatience,
    };

    /// <summary>The wallet's money is in escrow when it says so; a gateway's is yet to be put into the ledger.</summary>
    private static PaymentState Settle(PaymentState state, string id, GatewayPayment report, DateTimeOffset now)
    {
        var taken = Told(state, report, now) with
        {
            Status = PaymentStatus.Processing,
            Step = PaymentStep.Settle,
            NextAction = null,
            AmountCapturable = state.Amount with { Units = 0 },
            AmountToCapture = state.Amount with { Units = 0 },
            AmountCaptured = report.AmountCaptured,
            FailureCode = null,
        };
        return taken.Current is { IsWallet: true } ? PaymentRules.Settled(taken, id, now) : taken;
    }

    private static PaymentState Decline(PaymentState state, string id, GatewayPayment report, DateTimeOffset now)
    {
        var code = report.FailureCode ?? "declined";
        if (state.Attempts.Length >= PaymentLimits.MaxAttempts)
            return PaymentRules.Canceled(Told(state, report, now) with { FailureCode = code }, id, code, now);

        return Told(state, report, now) with
        {
            Status = PaymentStatus.RequiresPaymentMethod,
            Step = PaymentStep.None,
            NextAction = null,
            FailureCode = code,
            PendingEvents = [new OutboxEvent(PaymentFailed.Type, new PaymentFailed(id, state.PayerId, state.Current?.Method ?? "", code, now))],
        };
    }

    /// <summary>Money that nobody waits for any more goes back, once for each try.</summary>
    private static PaymentState RefundLate(PaymentState state, string id, PaymentAttempt attempt, GatewayPayment report, DateTimeOffset now) =>
        state.Refunds.Any(refund => refund.AttemptId == attempt.Id && !refund.IsOfCaptured)
            ? state
            : PaymentRules.Changed(state, now) with
            {
                // Its cancellation, if it was under way, has come too late.
                Step = attempt == state.Current ? PaymentStep.None : state.Step,
                Attempts = state.Attempts.Replace(attempt, attempt with { Reference = report.Reference, Reported = report.Status }),
                Refunds = state.Refunds.Add(RefundRules.OfOurs(id, attempt.Id, report.AmountCaptured, RefundOrigin.LatePayment, "late_payment", now)),
            };

    private static ImmutableArray<PaymentAttempt> With(PaymentState state, PaymentAttempt current) =>
        state.Attempts.SetItem(state.Attempts.Length - 1, current);
}
