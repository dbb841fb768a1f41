using System.Globalization;
using System.Text.Json;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Gateways.Xendit;

/// <summary>Xendit's objects in our words. Amounts are rupiah, as numbers.</summary>
internal static class XenditReader
{
    /// <summary>A payment request, or a payment as webhooks bring it; both name the payment request, which is what we refer to.</summary>
    public static GatewayPayment Payment(JsonElement request)
    {
        var status = Status(request.Text("status"));
        var currency = request.Text("currency");
        var amount = GatewayAmount.OfRupiah(request.Rupiah("request_amount"), currency);
        return new GatewayPayment(
            status,
            request.Text("payment_request_id") ?? "",
            amount,
            status == GatewayStatus.Succeeded ? Captured(request, currency) ?? amount : Money.Rupiah(0),
            Money.Rupiah(0),
            status == GatewayStatus.RequiresAction ? Next(request) : null,
            status switch
            {
                GatewayStatus.Declined => request.Text("failure_code") ?? "FAILED",
                GatewayStatus.Canceled => request.Text("status"),
                _ => null,
            },
            Time(request.Text("updated") ?? request.Text("created")));
    }

    /// <summary>What was captured of a payment; null when it does not say.</summary>
    public static Money? Captured(JsonElement payment, string? currency)
    {
        var captures = payment.Items("captures").ToArray();
        return captures.Length == 0
            ? null
            : GatewayAmount.OfRupiah(captures.Sum(static capture => capture.Rupiah("capture_amount") ?? 0), currency);
    }

    /// <summary>A refund.</summary>
    public static GatewayRefund Refund(JsonElement refund) => new(
        refund.Text("status") switch
        {
            "SUCCEEDED" => RefundStatus.Succeeded,
            "FAILED" => RefundStatus.Failed,
            "CANCELLED" or "CANCELED" => RefundStatus.Canceled,
            _ => RefundStatus.Pending,
        },
        refund.Text("id") ?? "",
        GatewayAmount.OfRupiah(refund.Rupiah("amount"), refund.Text("currency")),
        refund.Text("failure_code"));

    /// <summary>A payment in the list of transactions.</summary>
    public static GatewayRecord Record(JsonElement transaction)
    {
        var status = transaction.Text("status");
        return new GatewayRecord(
            transaction.Id("reference_id"), transaction.Text("product_id") ?? transaction.Text("id") ?? "",
            status == "SUCCESS" ? GatewayAmount.OfRupiah(transaction.Rupiah("amount"), transaction.Text("currency")) : Money.Rupiah(0),
            status is "FAILED" or "VOIDED");
    }

    private static GatewayStatus Status(string? status) => status switch
    {
        "SUCCEEDED" => GatewayStatus.Succeeded,
        "AUTHORIZED" => GatewayStatus.RequiresCapture,
        "FAILED" => GatewayStatus.Declined,
        "CANCELED" or "CANCELLED" or "EXPIRED" => GatewayStatus.Canceled,
        "REQUIRES_ACTION" or "ACCEPTING_PAYMENTS" => GatewayStatus.RequiresAction,
        _ => GatewayStatus.Processing,
    };

    private static NextAction? Next(JsonElement request)
    {
        foreach (var action in request.Items("actions"))
        {
            if (action.Text("value") is not { Length: > 0 } value)
                continue;
            switch (action.Text("descriptor"))
            {
                case "VIRTUAL_ACCOUNT_NUMBER" or "PAYMENT_CODE":
                    return new NextAction(NextActionKind.VaNumber, $"{Bank(request.Text("channel_code"))} {value}");
                case "QR_STRING":
                    return new NextAction(NextActionKind.QrString, value);
                case "WEB_URL" or "DEEPLINK_URL" when action.Text("type") == "REDIRECT_CUSTOMER":
                    return new NextAction(NextActionKind.Redirect, value);
            }
        }

        return null;
    }

    private static string Bank(string? channel) =>
        channel?.Split('_')[0].ToLowerInvariant() ?? "";

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
