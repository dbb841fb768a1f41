using System.Globalization;
using System.Text.Json;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Gateways.Sandbox;

/// <summary>The sandbox gateway's objects in our words. It counts in rupiah.</summary>
internal static class SandboxReader
{
    /// <summary>A payment.</summary>
    /// <param name="payment">The object.</param>
    /// <param name="site">Where the pay page is; null when nobody asks what the payer must do.</param>
    public static GatewayPayment Payment(JsonElement payment, string? site = null)
    {
        var currency = payment.Text("currency");
        return new GatewayPayment(
            payment.Text("status") switch
            {
                "requires_action" => GatewayStatus.RequiresAction,
                "requires_capture" => GatewayStatus.RequiresCapture,
                "succeeded" => GatewayStatus.Succeeded,
                "declined" => GatewayStatus.Declined,
                "canceled" => GatewayStatus.Canceled,
                _ => GatewayStatus.Processing,
            },
            payment.Text("id") ?? "",
            GatewayAmount.OfRupiah(payment.Rupiah("amount"), currency),
            GatewayAmount.OfRupiah(payment.Rupiah("amount_captured"), currency),
            GatewayAmount.OfRupiah(payment.Rupiah("amount_refunded"), currency),
            site is null ? null : Next(payment.At("next_action"), site),
            payment.Text("failure_code"),
            Time(payment.Text("updated_at")));
    }

    /// <summary>A refund.</summary>
    public static GatewayRefund Refund(JsonElement refund) => new(
        refund.Text("status") switch
        {
            "succeeded" => RefundStatus.Succeeded,
            "failed" => RefundStatus.Failed,
            "canceled" => RefundStatus.Canceled,
            _ => RefundStatus.Pending,
        },
        refund.Text("id") ?? "",
        GatewayAmount.OfRupiah(refund.Rupiah("amount"), refund.Text("currency")),
        refund.Text("failure_code"));

    /// <summary>A dispute; <paramref name="type"/> is that of the event, which alone says whether money has moved.</summary>
    public static GatewayDispute Dispute(JsonElement dispute, string type) => new(
        dispute.Text("id") ?? "",
        Status(dispute),
        type switch
        {
            "dispute.funds_withdrawn" => DisputeFunds.Withdrawn,
            "dispute.funds_reinstated" => DisputeFunds.Reinstated,
            _ => DisputeFunds.Unmoved,
        },
        GatewayAmount.OfRupiah(dispute.Rupiah("amount"), dispute.Text("currency")),
        dispute.Text("reason") ?? "");

    /// <summary>A dispute as its payment shows it. Its money goes when it is opened, and comes back when it is won.</summary>
    public static GatewayDispute DisputeOf(JsonElement dispute, string reference)
    {
        var status = Status(dispute);
        return new GatewayDispute(
            reference, status, status == DisputeStatus.Won ? DisputeFunds.Reinstated : DisputeFunds.Withdrawn,
            GatewayAmount.OfRupiah(dispute.Rupiah("amount"), "IDR"), dispute.Text("reason") ?? "");
    }

    /// <summary>A payment or payout in a list.</summary>
    public static GatewayRecord Record(JsonElement item) => new(
        item.Id("id"), item.Text("id") ?? "", GatewayAmount.OfRupiah(item.Rupiah("amount_captured"), item.Text("currency")),
        item.Text("status") is "declined" or "canceled" or "failed");

    /// <summary>A dispute in a list.</summary>
    public static ListedDispute ListedDispute(JsonElement dispute) =>
        new(dispute.Text("payment_id") ?? "", DisputeOf(dispute, dispute.Text("id") ?? ""));

    /// <summary>A payout.</summary>
    public static GatewayPayout Payout(JsonElement payout, Guid id) => new(
        id,
        payout.Text("status") switch
        {
            "succeeded" => PayoutStatus.Succeeded,
            "failed" => PayoutStatus.Failed,
            _ => PayoutStatus.Pending,
        },
        payout.Text("id") ?? "",
        GatewayAmount.OfRupiah(payout.Rupiah("amount"), payout.Text("currency")),
        payout.Text("failure_code"));

    private static DisputeStatus Status(JsonElement dispute) => dispute.Text("status") switch
    {
        "won" => DisputeStatus.Won,
        "lost" => DisputeStatus.Lost,
        _ => DisputeStatus.NeedsResponse,
    };

    private static NextAction? Next(JsonElement action, string site) => (action.Text("type"), action.Text("value")) switch
    {
        ("redirect", { } path) => new NextAction(NextActionKind.Redirect, site + path),
        ("va_number", { } number) => new NextAction(NextActionKind.VaNumber, number),
        ("qr_string", { } code) => new NextAction(NextActionKind.QrString, code),
        _ => null,
    };

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
