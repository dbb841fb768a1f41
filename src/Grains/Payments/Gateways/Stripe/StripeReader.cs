using System.Text.Json;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Gateways.Stripe;

/// <summary>Stripe's objects in our words. Stripe counts IDR in hundredths of a rupiah.</summary>
internal static class StripeReader
{
    /// <summary>A PaymentIntent. What was refunded is known only when its latest charge is expanded.</summary>
    public static GatewayPayment Payment(JsonElement intent)
    {
        var currency = intent.Text("currency");
        var status = Status(intent);
        return new GatewayPayment(
            status,
            intent.Text("id") ?? "",
            GatewayAmount.OfMinorUnits(intent.Whole("amount"), currency),
            GatewayAmount.OfMinorUnits(intent.Whole("amount_received") ?? 0, currency),
            GatewayAmount.OfMinorUnits(intent.Whole("latest_charge", "amount_refunded") ?? 0, currency),
            status == GatewayStatus.RequiresAction ? Next(intent) : null,
            status switch
            {
                GatewayStatus.Declined => FailureCode(intent.At("last_payment_error")),
                GatewayStatus.Canceled => intent.Text("cancellation_reason"),
                _ => null,
            },
            Time(intent.Whole("created")));
    }

    /// <summary>A Refund.</summary>
    public static GatewayRefund Refund(JsonElement refund) => new(
        refund.Text("status") switch
        {
            "succeeded" => RefundStatus.Succeeded,
            "failed" => RefundStatus.Failed,
            "canceled" => RefundStatus.Canceled,
            _ => RefundStatus.Pending,
        },
        refund.Text("id") ?? "",
        GatewayAmount.OfMinorUnits(refund.Whole("amount"), refund.Text("currency")),
        refund.Text("failure_reason"));

    /// <summary>A Dispute; <paramref name="type"/> is that of the event, which alone says whether money has moved with it.</summary>
    public static GatewayDispute Dispute(JsonElement dispute, string type) => Dispute(dispute, type switch
    {
        "charge.dispute.funds_withdrawn" => DisputeFunds.Withdrawn,
        "charge.dispute.funds_reinstated" => DisputeFunds.Reinstated,
        _ => DisputeFunds.Unmoved,
    });

    /// <summary>
    /// A Dispute as it is now. It has up to two balance transactions: one that takes the money, and one that gives it back. Source:
    /// https://docs.stripe.com/api/disputes/object.
    /// </summary>
    public static GatewayDispute Dispute(JsonElement dispute)
    {
        var moved = dispute.Items("balance_transactions").Select(static one => one.Whole("amount") ?? 0).ToArray();
        return Dispute(dispute, moved.Any(static units => units > 0) ? DisputeFunds.Reinstated
            : moved.Any(static units => units < 0) ? DisputeFunds.Withdrawn
            : DisputeFunds.Unmoved);
    }

    /// <summary>A PaymentIntent in a list.</summary>
    public static GatewayRecord Record(JsonElement intent) => new(
        intent.Id("metadata", StripeGateway.PaymentIdKey), intent.Text("id") ?? "",
        GatewayAmount.OfMinorUnits(intent.Whole("amount_received") ?? 0, intent.Text("currency")), intent.Text("status") == "canceled");

    /// <summary>Why an error object says that something was refused: the bank's word where there is one.</summary>
    public static string FailureCode(JsonElement error) => error.Text("decline_code") ?? error.Text("code") ?? error.Text("type") ?? "refused";

    private static GatewayDispute Dispute(JsonElement dispute, DisputeFunds funds) => new(
        dispute.Text("id") ?? "",
        dispute.Text("status") switch
        {
            "warning_needs_response" => DisputeStatus.WarningNeedsResponse,
            "warning_under_review" => DisputeStatus.WarningUnderReview,
            "warning_closed" => DisputeStatus.WarningClosed,
            "under_review" => DisputeStatus.UnderReview,
            "won" => DisputeStatus.Won,
            "lost" => DisputeStatus.Lost,
            "prevented" => DisputeStatus.Prevented,
            _ => DisputeStatus.NeedsResponse,
        },
        funds,
        GatewayAmount.OfMinorUnits(dispute.Whole("amount"), dispute.Text("currency")),
        dispute.Text("reason") ?? "");

    private static GatewayStatus Status(JsonElement intent) => intent.Text("status") switch
    {
        "succeeded" => GatewayStatus.Succeeded,
        "processing" => GatewayStatus.Processing,
        "requires_capture" => GatewayStatus.RequiresCapture,
        "canceled" => GatewayStatus.Canceled,
        // A PaymentIntent falls back to this when its confirmation is declined.
        "requires_payment_method" when intent.At("last_payment_error").ValueKind == JsonValueKind.Object => GatewayStatus.Declined,
        _ => GatewayStatus.RequiresAction,
    };

    private static NextAction? Next(JsonElement intent) =>
        intent.Text("next_action", "redirect_to_url", "url") is { } url ? new NextAction(NextActionKind.Redirect, url) : null;

    private static DateTimeOffset? Time(long? seconds) =>
        seconds is >= 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds.Value) : null;
}
