using System.Collections.Immutable;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Payments;

/// <summary>The decisions about refunds. Together they are never more than what was captured.</summary>
internal static class RefundRules
{
    /// <summary>A refund that nobody asked for.</summary>
    public static PaymentRefund OfOurs(
        string paymentId, Guid attemptId, Money amount, RefundOrigin origin, string reason, DateTimeOffset now, Guid? name = null) => new(
        NameBasedId.Create($"payment\n{paymentId}\nrefund\n{origin}\n{name ?? attemptId}"), attemptId, amount, origin, reason,
        RefundStage.Reserve, RefundStatus.Pending, FailureCode: null, Fingerprint: "", now, now);

    /// <summary>The id of a refund that is asked for.</summary>
    public static Guid IdOf(string paymentId, string key) => NameBasedId.Create($"payment\n{paymentId}\nrefund\nkey\n{key}");

    /// <summary>The payment with one more refund.</summary>
    public static Result<PaymentState> Request(PaymentState state, string id, RefundPayment command, bool canBePartial, DateTimeOffset now)
    {
        if (!state.Exists)
            return PaymentErrors.NotFound;
        if (PaymentTransitions.After(state.Status, state.Step, PaymentCommandKind.Refund) is null || state.Current is not { } attempt)
            return PaymentErrors.Status(state.Status, "refunded");
        if (command.Reason.Length > PaymentLimits.MaxReasonLength || command.Reason.Any(char.IsControl))
            return Error.Validation("/reason", "invalid_reason", $"A reason has at most {PaymentLimits.MaxReasonLength} characters and no control characters.");

        // The bank gives the money back, or has: whoever got it twice would keep it.
        if (state.DisputesOfCaptured.Any(ReleaseRules.IsContested))
            return PaymentErrors.Disputed;
        var left = ReleaseRules.LessTaken(state.Refundable, state.DisputesOfCaptured);
        var amount = command.Amount ?? left;
        if (left.Units < 1)
            return PaymentErrors.AmountTooLarge(left);
        if (amount.Currency != left.Currency || amount.Units < 1)
            return Error.Validation("/amount", "out_of_range", "The amount must be at least 1 whole rupiah.");
        if (amount > left)
            return PaymentErrors.AmountTooLarge(left);
        var isInstead = amount < state.AmountCaptured && !canBePartial;
        if (isInstead && !command.OrToWallet)
            return PaymentErrors.PartialNotSupported(attempt.Method);
        if (state.Refunds.Count(static one => one.Origin == RefundOrigin.Requested) >= PaymentLimits.MaxRefunds)
            return PaymentErrors.TooManyRefunds;

        var refund = new PaymentRefund(
            IdOf(id, command.Key), attempt.Id, amount, isInstead ? RefundOrigin.Instead : RefundOrigin.Requested, command.Reason,
            RefundStage.Reserve, RefundStatus.Pending, FailureCode: null, command.Fingerprint, now, now)
        {
            By = command.By,
        };
        return PaymentRules.Changed(state, now) with { Refunds = state.Refunds.Add(refund) };
    }

    /// <summary>The payment after a webhook has spoken of a refund; the very same state when there is nothing new in it.</summary>
    /// <param name="state">The payment.</param>
    /// <param name="id">Its id.</param>
    /// <param name="attempt">The try whose money goes back; null when the gateway never had one.</param>
    /// <param name="gateway">Who speaks.</param>
    /// <param name="refundId">Our id of the refund; null for one that was made at the gateway.</param>
    /// <param name="report">What it says.</param>
    /// <param name="now">The time.</param>
    public static PaymentState Apply(
        PaymentState state, string id, PaymentAttempt? attempt, string gateway, Guid? refundId, GatewayRefund report, DateTimeOffset now)
    {
        // Of a refund only the gateway that has the money can speak.
        return attempt is not null && !state.Refunds.Any(refund => refund.Id == refundId && MethodOf(state, refund.AttemptId) != gateway)
            ? Apply(state, id, attempt.Id, refundId, report, now)
            : report.Status == RefundStatus.Succeeded
                ? Quarantine.OfStranger(state, id, gateway, report.Reference, Quarantine.RefundExceeds, report.Amount, now)
                : state;
    }

    /// <summary>The payment after its gateway has spoken of a refund; the very same state when there is nothing new in it.</summary>
    /// <param name="state">The payment.</param>
    /// <param name="id">Its id.</param>
    /// <param name="attemptId">The try whose money goes back.</param>
    /// <param name="refundId">Our id of the refund; null for one that was made at the gateway.</param>
    /// <param name="report">What it says.</param>
    /// <param name="now">The time.</param>
    public static PaymentState Apply(PaymentState state, string id, Guid attemptId, Guid? refundId, GatewayRefund report, DateTimeOffset now)
    {
        var key = refundId ?? NameBasedId.Create($"payment\n{id}\nrefund\ngateway\n{report.Reference}");
        if (state.Refunds.FirstOrDefault(one => one.Id == key) is { } refund)
            return Apply(state, id, refund, report, now);
        if (report.Status != RefundStatus.Succeeded)
            return state;
        if (!state.Exists || report.Amount.Currency != Currency.Idr || report.Amount.Units < 1)
            return Quarantine.Add(state, id, MethodOf(state, attemptId), report.Reference, Quarantine.RefundExceeds, state.Amount, report.Amount, now);

        if (state.Refunds.Count(static one => one.Origin == RefundOrigin.Gateway) >= PaymentLimits.MaxRefunds)
            return Quarantine.Add(state, id, MethodOf(state, attemptId), report.Reference, Quarantine.TooManyRefunds, state.AmountCaptured, report.Amount, now);

        // Made at the gateway. It may be heard of before the payment itself, so whether it fits is decided when it is posted.
        return PaymentRules.Changed(state, now) with
        {
            Refunds = state.Refunds.Add(new PaymentRefund(
                key, attemptId, report.Amount, RefundOrigin.Gateway, "made_at_gateway", RefundStage.Reserve, RefundStatus.Pending,
                FailureCode: null, Fingerprint: "", now, now)),
        };
    }

    /// <summary>The payment whose refund has its money at the gateway's account.</summary>
    public static PaymentState Reserved(PaymentState state, string id, PaymentRefund refund, DateTimeOffset now) =>
        refund.Origin == RefundOrigin.Gateway
            ? Ended(state, id, refund, RefundStatus.Succeeded, failureCode: null, now)
            : With(state, refund, refund with { Stage = RefundStage.Send }, now);

    /// <summary>The payment of whose refund it is not known whether the gateway has it; the very same state when none was being sent, or that was known before.</summary>
    /// <param name="state">The payment.</param>
    /// <param name="isLost">Whether an answer was lost, and not only what was lost before is still in doubt.</param>
    /// <param name="now">The time.</param>
    public static PaymentState InDoubt(PaymentState state, bool isLost, DateTimeOffset now) =>
        state.Step == PaymentStep.None && NextDue(state) is { Stage: RefundStage.Send } sent && (isLost || sent.InDoubtSince is null)
            ? With(state, sent, sent with { InDoubtSince = now }, now)
            : state;

    /// <summary>The payment whose gateway has a refund, and does not show it: officers see it, and it is asked after like one that is under way.</summary>
    public static PaymentState Unanswered(PaymentState state, string id, PaymentRefund refund, DateTimeOffset now) => Quarantine.Add(
        With(state, refund, refund with { Stage = RefundStage.Wait }, now), id, MethodOf(state, refund.AttemptId), refund.Id.ToString(), Quarantine.OutcomeUnknown,
        refund.Amount, refund.Amount with { Units = 0 }, now, refund.Id);

    /// <summary>The payment of whose refund officers have found out that its gateway does not have it: its money comes back.</summary>
    public static PaymentState NotThere(PaymentState state, PaymentRefund refund, DateTimeOffset now) =>
        With(state, refund, refund with { Stage = RefundStage.Return, FailureCode = Quarantine.OutcomeUnknown }, now);

    /// <summary>The payment whose refund has come to its end.</summary>
    /// <param name="state">The payment.</param>
    /// <param name="id">Its id.</param>
    /// <param name="refund">The refund.</param>
    /// <param name="status">Its end.</param>
    /// <param name="failureCode">Why it failed; null when it did not.</param>
    /// <param name="now">The time.</param>
    /// <param name="hasPayerGot">Whether the payer has got money back at the gateway all the same, see <see cref="HasPayerGot"/>.</param>
    public static PaymentState Ended(
        PaymentState state, string id, PaymentRefund refund, RefundStatus status, string? failureCode, DateTimeOffset now, bool hasPayerGot = false)
    {
        var type = status == RefundStatus.Succeeded ? RefundEnded.SucceededType : RefundEnded.FailedType;
        var ended = With(state, refund, refund with { Stage = RefundStage.Done, Status = status, FailureCode = failureCode }, now);
        if (status == RefundStatus.Failed)
            ended = Undelivered(ended, id, refund, hasPayerGot, now);
        return ended with
        {
            PendingEvents = [new OutboxEvent(type, new RefundEnded(id, refund.Id.ToString(), state.PayerId, refund.Amount, failureCode, now, refund.IsOfCaptured, refund.Reason))],
        };
    }

    /// <summary>
    /// The payment whose refund has failed and whose money is with us: what was paid for a booking goes to the payer's wallet. Where that cannot be, or the
    /// payer has the money from the gateway or may get it from the bank, too, officers decide. A top-up's money is in its wallet, where it was.
    /// </summary>
    private static PaymentState Undelivered(PaymentState state, string id, PaymentRefund refund, bool hasPayerGot, DateTimeOffset now)
    {
        if (refund.IsOfCaptured && state.Purpose != PaymentPurpose.Booking)
            return state;
        // Why staff has given it back at the gateway is not known here.
        var isNotForWallet = refund.Origin is RefundOrigin.Instead or RefundOrigin.Gateway || state.Attempts.Any(one => one.Id == refund.AttemptId && one.IsWallet);
        if (!refund.IsOfCaptured || isNotForWallet || hasPayerGot || state.DisputesOfCaptured.Any(ReleaseRules.IsContested))
        {
            return Quarantine.Add(
                state, id, MethodOf(state, refund.AttemptId), refund.Id.ToString(), Quarantine.RefundUndeliverable, refund.Amount, refund.Amount, now, refund.Id);
        }

        // What the payer's bank has taken the payer has.
        var left = ReleaseRules.LessTaken(state.Refundable, state.DisputesOfCaptured);
        if (left.Units < 1)
            return state;
        var instead = OfOurs(id, refund.AttemptId, left < refund.Amount ? left : refund.Amount, RefundOrigin.Instead, refund.Reason, now, refund.Id);
        return state.Refunds.Any(one => one.Id == instead.Id) ? state : PaymentRules.Changed(state, now) with { Refunds = state.Refunds.Add(instead) };
    }

    /// <summary>
    /// Whether a gateway has given back more than we know of, when it says that a refund failed: somebody made one there, and the news of it is late, or it did ours,
    /// or is about to.
    /// </summary>
    /// <param name="state">The payment.</param>
    /// <param name="refund">The refund.</param>
    /// <param name="known">What the gateway says of the refund; null when it does not know it.</param>
    /// <param name="truth">What it says of the payment; null when it does not know it.</param>
    public static bool HasPayerGot(PaymentState state, PaymentRefund refund, GatewayRefund? known, GatewayPayment? truth)
    {
        var ours = state.Refunds
            .Where(one => one.Id != refund.Id && one.AttemptId == refund.AttemptId && one is { IsAlive: true, IsWithoutGateway: false })
            .Sum(static one => one.Amount.Units);
        return known?.Status is RefundStatus.Succeeded or RefundStatus.Pending || truth?.AmountRefunded.Units > ours;
    }

    /// <summary>The payment without a refund that its gateway made and that was never ours to make: officers see it.</summary>
    public static PaymentState Misfit(PaymentState state, string id, PaymentRefund refund, DateTimeOffset now) => Quarantine.Add(
        With(state, refund, refund with { Stage = RefundStage.Done, Status = RefundStatus.Failed, FailureCode = Quarantine.RefundExceeds }, now),
        id, MethodOf(state, refund.AttemptId), refund.Id.ToString(), Quarantine.RefundExceeds, state.AmountCaptured, refund.Amount, now);

    /// <summary>The refund that is worked on next; null when none is to be.</summary>
    public static PaymentRefund? NextDue(PaymentState state) => state.Refunds.FirstOrDefault(refund => IsDue(state, refund));

    /// <summary>Whether the refund can be worked on: one that was made at the gateway waits for its payment.</summary>
    public static bool IsDue(PaymentState state, PaymentRefund refund) => refund.Stage switch
    {
        RefundStage.Reserve => refund.Origin != RefundOrigin.Gateway || state.Status == PaymentStatus.Succeeded,
        RefundStage.Send or RefundStage.Return => true,
        _ => false,
    };

    private static PaymentState Apply(PaymentState state, string id, PaymentRefund refund, GatewayRefund report, DateTimeOffset now) =>
        (refund.Stage, report.Status) switch
        {
            (RefundStage.Send, RefundStatus.Pending) => With(state, refund, refund with { Stage = RefundStage.Wait }, now),
            (RefundStage.Send or RefundStage.Wait, RefundStatus.Succeeded) when report.Amount != refund.Amount => Differs(state, id, refund, report, now),
            (RefundStage.Send or RefundStage.Wait, RefundStatus.Succeeded) => Ended(state, id, refund, RefundStatus.Succeeded, failureCode: null, now),
            (RefundStage.Send or RefundStage.Wait, RefundStatus.Failed or RefundStatus.Canceled) => Bounced(state, refund, report, now),
            // It was made at the gateway, and is over before it was booked.
            (RefundStage.Reserve, RefundStatus.Failed or RefundStatus.Canceled) when refund.Origin == RefundOrigin.Gateway => With(
                state, refund, refund with { Stage = RefundStage.Done, Status = RefundStatus.Failed, FailureCode = report.FailureCode ?? "failed" }, now),
            // The bank has sent it back after all.
            (RefundStage.Done, RefundStatus.Failed) when refund.Status == RefundStatus.Succeeded => Bounced(state, refund, report, now),
            // The gateway had said that it failed, and what it did not give the payer has gone another way: now both may have it.
            (RefundStage.Done, RefundStatus.Succeeded) when refund is { Status: RefundStatus.Failed, Origin: not RefundOrigin.Gateway } =>
                Quarantine.Add(
                    state, id, MethodOf(state, refund.AttemptId), report.Reference, Quarantine.PaidAfterFailure, refund.Amount with { Units = 0 },
                    report.Amount, now, refund.Id),
            _ => state,
        };

    /// <summary>The gateway has given back another amount: officers see it, and the refund waits until it says what was asked, or they end it.</summary>
    private static PaymentState Differs(PaymentState state, string id, PaymentRefund refund, GatewayRefund report, DateTimeOffset now)
    {
        var kept = Quarantine.Add(
            state, id, MethodOf(state, refund.AttemptId), report.Reference, Quarantine.RefundDiffers, refund.Amount, report.Amount, now, refund.Id);
        return refund.Stage == RefundStage.Wait ? kept : With(kept, refund, refund with { Stage = RefundStage.Wait }, now);
    }

    private static PaymentState Bounced(PaymentState state, PaymentRefund refund, GatewayRefund report, DateTimeOffset now) =>
        With(state, refund, refund with { Stage = RefundStage.Return, FailureCode = report.FailureCode ?? "failed" }, now);

    private static PaymentState With(PaymentState state, PaymentRefund old, PaymentRefund next, DateTimeOffset now)
    {
        var index = state.Refunds.Select(static refund => refund.Id).ToImmutableArray().IndexOf(old.Id);
        return PaymentRules.Changed(state, now) with { Refunds = state.Refunds.SetItem(index, next with { UpdatedAt = now }) };
    }

    private static string MethodOf(PaymentState state, Guid attemptId) =>
        state.Attempts.FirstOrDefault(one => one.Id == attemptId)?.Method ?? "unknown";
}
