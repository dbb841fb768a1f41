using System.Collections.Immutable;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Payments;

/// <summary>What gateways say and what cannot be: it is kept for officers, and moves nothing.</summary>
internal static class Quarantine
{
    private const string AmountDiffers = "amount_differs";
    private const string CurrencyDiffers = "currency_differs";
    private const string UnknownPayment = "unknown_payment";

    /// <summary>More was refunded at the gateway than was captured.</summary>
    public const string RefundExceeds = "refund_exceeds";

    /// <summary>Another amount was refunded at the gateway than we asked for.</summary>
    public const string RefundDiffers = "refund_differs";

    /// <summary>More refunds were made at the gateway than a payment can have.</summary>
    public const string TooManyRefunds = "too_many_refunds";

    /// <summary>A refund or withdrawal that had failed reached its person after all.</summary>
    public const string PaidAfterFailure = "paid_after_failure";

    /// <summary>More is disputed than was captured.</summary>
    public const string DisputeExceeds = "dispute_exceeds";

    /// <summary>Money of ours to give back that neither gateway nor wallet takes.</summary>
    public const string RefundUndeliverable = "refund_undeliverable";

    /// <summary>Money in escrow for something that is not here, so that nobody will take it out.</summary>
    public const string UnknownSubject = "unknown_subject";

    /// <summary>A gateway never said what became of an order, until long after nobody could pay it any more; or of a refund.</summary>
    public const string OutcomeUnknown = "outcome_unknown";

    /// <summary>Why a payment ends for which something else was paid.</summary>
    public const string Quarantined = "quarantined";

    private const int MaxEntries = 50;

    /// <summary>Why the report cannot be about this payment; null when it can.</summary>
    public static string? Mismatch(PaymentState state, GatewayPayment report)
    {
        if (report.Status is GatewayStatus.Declined or GatewayStatus.Canceled)
            return null;
        if (report.Amount.Currency != state.Amount.Currency)
            return CurrencyDiffers;

        var isPartlyCaptured = state.CaptureMode == CaptureMode.Manual && report.Status == GatewayStatus.Succeeded;
        if (report.Amount != state.Amount && !(isPartlyCaptured && report.Amount == report.AmountCaptured))
            return AmountDiffers;
        if (report.Status != GatewayStatus.Succeeded)
            return null;
        if (report.AmountCaptured.Currency != state.Amount.Currency)
            return CurrencyDiffers;

        var isExpected = state.CaptureMode == CaptureMode.Automatic
            ? report.AmountCaptured == state.Amount
            : report.AmountCaptured.Units > 0 && report.AmountCaptured <= state.Amount
                && (state.AmountToCapture.Units == 0 || report.AmountCaptured == state.AmountToCapture);
        return isExpected ? null : AmountDiffers;
    }

    /// <summary>The payment with an entry; the very same state when the entry is there.</summary>
    /// <exception cref="InvalidOperationException">There are too many: the webhook waits until officers have looked.</exception>
    public static PaymentState Add(
        PaymentState state, string id, string gateway, string reference, string reason, Money expected, Money reported, DateTimeOffset now,
        Guid? refundId = null)
    {
        var entry = Entry(id, gateway, reference, reason, expected, reported, now) with { RefundId = refundId };
        var kept = Keep(state.Quarantine, entry);
        return kept == state.Quarantine ? state : PaymentRules.Changed(state, now) with { Quarantine = kept };
    }

    /// <summary>A new entry; the same news makes the same one.</summary>
    public static QuarantineEntry Entry(
        string id, string gateway, string reference, string reason, Money expected, Money reported, DateTimeOffset now) => new(
        NameBasedId.Create($"quarantine\n{id}\n{gateway}\n{reference}\n{reason}\n{reported.Units}\n{reported.Currency}"), id, gateway, reference, reason,
        expected.Units, reported.Units, reported.Currency == Currency.Idr ? "IDR" : "none", QuarantineStatus.Open, ResolvedBy: null, now, ResolvedAt: null);

    /// <summary>The entries with one more; the very same ones when it is there.</summary>
    /// <exception cref="InvalidOperationException">There are too many: the webhook waits until officers have looked.</exception>
    public static ImmutableArray<QuarantineEntry> Keep(ImmutableArray<QuarantineEntry> entries, QuarantineEntry entry)
    {
        if (entries.Any(one => one.Id == entry.Id))
            return entries;
        return entries.Length < MaxEntries
            ? entries.Add(entry)
            : throw new InvalidOperationException(
                $"{entry.PaymentId} has {MaxEntries} entries in the quarantine; there is no room for {entry.Reason} of {entry.Gateway}.");
    }

    /// <summary>The entry for a payment, or a try of it, that was never made.</summary>
    public static PaymentState Unknown(PaymentState state, string id, string gateway, GatewayPayment report, DateTimeOffset now) =>
        Add(state, id, gateway, report.Reference, UnknownPayment, new Money(0, Currency.Idr), PaymentReports.Reported(report), now);

    /// <summary>The entry for what a gateway says that never had this payment's money.</summary>
    public static PaymentState OfStranger(
        PaymentState state, string id, string gateway, string reference, string reason, Money reported, DateTimeOffset now) =>
        Add(state, id, gateway, reference, reason, new Money(0, Currency.Idr), reported, now);

    /// <summary>The payment whose money is for something that is not here; the very same state when it has none, or officers know of it.</summary>
    public static PaymentState Unclaimed(PaymentState state, string id, DateTimeOffset now) =>
        state is { Status: PaymentStatus.Succeeded, Purpose: PaymentPurpose.Booking, Payee: SystemAccount.BookingEscrow, Refundable.Units: > 0 }
            ? Add(state, id, state.Current?.Method ?? "unknown", id, UnknownSubject, new Money(0, Currency.Idr), state.AmountCaptured, now)
            : state;

    /// <summary>The payment whose gateway does not say what became of its order.</summary>
    public static PaymentState Unanswered(PaymentState state, string id, PaymentAttempt attempt, DateTimeOffset now) => Add(
        state, id, attempt.Method, attempt.Reference ?? attempt.Id.ToString(), OutcomeUnknown, state.Amount, state.Amount with { Units = 0 }, now);

    /// <summary>The payment whose money is to go back and cannot, as long as its payer's bank asks for it too; the very same state when it has none, or officers know of it.</summary>
    public static PaymentState Unreturned(PaymentState state, string id, DateTimeOffset now) =>
        state is { Status: PaymentStatus.Succeeded, Purpose: PaymentPurpose.Booking, Refundable.Units: > 0 }
            ? Add(state, id, state.Current?.Method ?? "unknown", id, RefundUndeliverable, state.Refundable, state.Refundable, now)
            : state;

    /// <summary>The try whose money an entry speaks of, when that could be given back; null when there is nothing to give back.</summary>
    public static PaymentAttempt? RefundableAttempt(PaymentState state, QuarantineEntry entry) =>
        entry is { Status: QuarantineStatus.Open, Reason: AmountDiffers, ReportedUnits: > 0 }
            ? AttemptOf(state, entry)
            : null;

    /// <summary>Whether the gateway was said to have something else than the last try was for, whatever officers have decided about it.</summary>
    public static bool HasOther(PaymentState state) =>
        state.Quarantine.Any(entry => entry is { Reason: AmountDiffers or CurrencyDiffers, RefundId: null } && AttemptOf(state, entry) == state.Current);

    /// <summary>The entries with one of them decided, the very same ones when it was decided like that before; or why that cannot be.</summary>
    public static (ImmutableArray<QuarantineEntry> Entries, Error? Error) Decide(
        ImmutableArray<QuarantineEntry> entries, ResolveQuarantine command, DateTimeOffset now)
    {
        if (entries.FirstOrDefault(one => one.Id == command.EntryId) is not { } entry)
            return (entries, PaymentErrors.QuarantineNotFound);

        var status = command.Resolution == QuarantineResolution.Refund ? QuarantineStatus.Refunded : QuarantineStatus.Ignored;
        if (entry.Status != QuarantineStatus.Open)
            return (entries, entry.Status == status ? null : PaymentErrors.QuarantineResolved);
        if (command.Note.Length > PaymentLimits.MaxReasonLength || command.Note.Any(char.IsControl)
            || ((IsEnd(entry, command) || IsByHand(entry, command)) && string.IsNullOrWhiteSpace(command.Note)))
        {
            return (entries, Error.Validation(
                "/reason", "invalid_reason", $"Something ends by this: say why, in at most {PaymentLimits.MaxReasonLength} characters without control characters."));
        }

        return (entries.Replace(entry, entry with { Status = status, ResolvedBy = command.OfficerId, ResolvedAt = now, Note = command.Note.Trim() }), null);
    }

    /// <summary>
    /// Whether a refund or a withdrawal ends with the decision. Its gateway has moved something, and what it should have been more or less is for
    /// reconciliation to show: the ledger keeps what was asked for.
    /// </summary>
    public static bool IsEnd(QuarantineEntry entry, ResolveQuarantine command) =>
        entry is { Reason: RefundDiffers or OutcomeUnknown, RefundId: not null } or { Reason: AmountDiffers, IsWithdrawal: true } && command.Resolution == QuarantineResolution.Ignore;

    private static PaymentAttempt? AttemptOf(PaymentState state, QuarantineEntry entry) =>
        state.Attempts.FirstOrDefault(one => one.Reference == entry.Reference) ?? state.Current;

    private static bool IsByHand(QuarantineEntry entry, ResolveQuarantine command) =>
        entry.Reason == RefundUndeliverable && command.Resolution == QuarantineResolution.Ignore;

    /// <summary>The payment whose money, which is ours to give back, is tried to be given back again, or is by hand; as far as it was not meanwhile.</summary>
    private static Result<PaymentState> GiveBack(
        PaymentState resolved, string id, QuarantineEntry entry, ResolveQuarantine command, bool canBePartial, DateTimeOffset now)
    {
        var isOfCaptured = entry.RefundId is not { } refundId || resolved.Refunds.Any(one => one.Id == refundId && one.IsOfCaptured);
        var isAgain = command.Resolution == QuarantineResolution.Refund;
        if (!isOfCaptured)
            return isAgain ? PaymentErrors.QuarantineNotRefundable : resolved;
        if (!isAgain && entry.Reason == UnknownSubject)
            return resolved;
        if (resolved.DisputesOfCaptured.Any(ReleaseRules.IsContested))
            return PaymentErrors.Disputed;

        var left = ReleaseRules.LessTaken(resolved.Refundable, resolved.DisputesOfCaptured);
        var amount = left.Units < entry.ReportedUnits ? left : new Money(entry.ReportedUnits, Currency.Idr);
        if (amount.Units < 1 || resolved.Current is not { } attempt)
            return isAgain ? PaymentErrors.QuarantineNotRefundable : resolved;
        var origin = !isAgain ? RefundOrigin.ByHand
            : amount < resolved.AmountCaptured && !canBePartial ? RefundOrigin.Instead
            : RefundOrigin.Requested;
        var reason = command.Note.Trim() is { Length: > 0 } note ? note : entry.Reason;
        return resolved with { Refunds = resolved.Refunds.Add(RefundRules.OfOurs(id, attempt.Id, amount, origin, reason, now, entry.Id)) };
    }

    /// <summary>The payment with the entry decided; refunding adds a refund of what was reported.</summary>
    /// <param name="state">The payment.</param>
    /// <param name="id">Its id.</param>
    /// <param name="command">The decision.</param>
    /// <param name="came">What the gateway says it has taken when it is asked now; null when it has taken nothing. Only that can go back.</param>
    /// <param name="canBePartial">Whether the payment's method gives back a part.</param>
    /// <param name="now">The time.</param>
    public static Result<PaymentState> Resolve(
        PaymentState state, string id, ResolveQuarantine command, Money? came, bool canBePartial, DateTimeOffset now)
    {
        var (entries, refused) = Decide(state.Quarantine, command, now);
        if (refused is not null)
            return refused;
        if (entries == state.Quarantine)
            return state;

        var resolved = PaymentRules.Changed(state, now) with { Quarantine = entries };
        var entry = state.Quarantine.First(one => one.Id == command.EntryId);
        if (entry.Reason is RefundUndeliverable or UnknownSubject)
            return GiveBack(resolved, id, entry, command, canBePartial, now);
        if (command.Resolution == QuarantineResolution.Ignore)
        {
            return IsEnd(entry, command) && state.Refunds.FirstOrDefault(one => one.Id == entry.RefundId) is { Stage: RefundStage.Send or RefundStage.Wait } differing
                ? RefundRules.Ended(resolved, id, differing, RefundStatus.Succeeded, failureCode: null, now)
                : resolved;
        }

        if (entry is { Reason: OutcomeUnknown, RefundId: { } refundId } && state.Refunds.FirstOrDefault(one => one.Id == refundId) is { Stage: RefundStage.Wait } unseen)
            return RefundRules.NotThere(resolved, unseen, now);
        if (RefundableAttempt(state, entry) is not { } attempt || came is not { Currency: Currency.Idr } taken || taken.Units < entry.ReportedUnits)
            return PaymentErrors.QuarantineNotRefundable;

        var refund = RefundRules.OfOurs(
            id, attempt.Id, new Money(entry.ReportedUnits, Currency.Idr), RefundOrigin.Quarantine, entry.Reason, now, entry.Id);
        return resolved with
        {
            // The order at the gateway is what the money goes back by.
            Attempts = attempt.Reference is null ? state.Attempts.Replace(attempt, attempt with { Reference = entry.Reference }) : state.Attempts,
            Refunds = state.Refunds.Add(refund),
        };
    }
}
