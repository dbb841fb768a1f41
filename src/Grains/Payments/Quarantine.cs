using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;

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

    /// <summary>More is disputed than was captured.</summary>
    public const string DisputeExceeds = "dispute_exceeds";

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
        PaymentState state, string id, string gateway, string reference, string reason, Money expected, Money reported, DateTimeOffset now)
    {
        var entryId = NameBasedId.Create($"quarantine\n{id}\n{gateway}\n{reference}\n{reason}\n{reported.Units}\n{reported.Currency}");
        if (state.Quarantine.Any(entry => entry.Id == entryId))
            return state;
        if (state.Quarantine.Length >= MaxEntries)
            throw new InvalidOperationException($"Payment {id} has {MaxEntries} entries in the quarantine; there is no room for {reason} of {gateway}.");

        var entry = new QuarantineEntry(
            entryId, id, gateway, reference, reason, expected.Units, reported.Units, reported.Currency == Currency.Idr ? "IDR" : "none",
            QuarantineStatus.Open, ResolvedBy: null, now, ResolvedAt: null);
        return PaymentRules.Changed(state, now) with { Quarantine = state.Quarantine.Add(entry) };
    }

    /// <summary>The entry for a payment, or a try of it, that was never made.</summary>
    public static PaymentState Unknown(PaymentState state, string id, GatewayPayment report, DateTimeOffset now) =>
        Add(state, id, "unknown", report.Reference, UnknownPayment, new Money(0, Currency.Idr), PaymentReports.Reported(report), now);

    /// <summary>The entry for what a gateway says that never had this payment's money.</summary>
    public static PaymentState OfStranger(
        PaymentState state, string id, string gateway, string reference, string reason, Money reported, DateTimeOffset now) =>
        Add(state, id, gateway, reference, reason, new Money(0, Currency.Idr), reported, now);

    /// <summary>The payment with the entry decided; refunding adds a refund of what was reported.</summary>
    public static Result<PaymentState> Resolve(PaymentState state, string id, ResolveQuarantine command, DateTimeOffset now)
    {
        var entry = state.Quarantine.FirstOrDefault(one => one.Id == command.EntryId);
        if (entry is null)
            return PaymentErrors.QuarantineNotFound;

        var status = command.Resolution == QuarantineResolution.Refund ? QuarantineStatus.Refunded : QuarantineStatus.Ignored;
        if (entry.Status != QuarantineStatus.Open)
            return entry.Status == status ? state : PaymentErrors.QuarantineResolved;

        var resolved = PaymentRules.Changed(state, now) with
        {
            Quarantine = state.Quarantine.Replace(entry, entry with { Status = status, ResolvedBy = command.OfficerId, ResolvedAt = now }),
        };
        if (status == QuarantineStatus.Ignored)
            return resolved;

        var attempt = state.Attempts.FirstOrDefault(one => one.Reference == entry.Reference) ?? state.Current;
        if (attempt is null || entry.Reason != AmountDiffers || entry.ReportedUnits < 1)
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
