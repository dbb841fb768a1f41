using System.Globalization;
using System.Text.Json;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Gateways.Midtrans;

/// <summary>Midtrans' transactions in our words. Amounts are rupiah, written "10000.00"; times are those of Jakarta.</summary>
internal static class MidtransReader
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    private static readonly TimeSpan JakartaOffset = TimeSpan.FromHours(7);

    /// <summary>A transaction, as a charge, a status or a notification shows it.</summary>
    public static GatewayPayment Payment(JsonElement transaction)
    {
        var status = Status(transaction);
        var amount = GatewayAmount.OfRupiah(transaction.Rupiah("gross_amount"), transaction.Text("currency") ?? "IDR");
        return new GatewayPayment(
            status,
            transaction.Text("transaction_id") ?? "",
            amount,
            status == GatewayStatus.Succeeded ? amount : Money.Rupiah(0),
            Refunded(transaction),
            status == GatewayStatus.RequiresAction ? Next(transaction) : null,
            status switch
            {
                GatewayStatus.Declined => transaction.Text("channel_response_message") ?? transaction.Text("transaction_status") ?? "refused",
                GatewayStatus.Canceled => transaction.Text("transaction_status"),
                _ => null,
            },
            Time(transaction.Text("settlement_time") ?? transaction.Text("transaction_time")));
    }

    /// <summary>
    /// The refund of that id among those of a transaction; null when there is none. The bank's confirmation is what makes it done:
    /// before it, Midtrans has only taken the request.
    /// </summary>
    public static GatewayRefund? Refund(JsonElement transaction, Guid refundId)
    {
        foreach (var refund in transaction.Items("refunds"))
        {
            if (refund.Id("refund_key") == refundId)
                return OneRefund(refund, transaction.Text("currency"));
        }

        return null;
    }

    /// <summary>The refund of that number, which Midtrans gives, among those of a transaction; null when there is none.</summary>
    public static GatewayRefund? Refund(JsonElement transaction, string reference) => transaction.Items("refunds")
        .Select(refund => OneRefund(refund, transaction.Text("currency")))
        .FirstOrDefault(refund => refund.Reference == reference);

    /// <summary>The newest refund of a transaction, with our id of it; with none when it was made in Midtrans' dashboard, where the key is no id of ours.</summary>
    public static (Guid? Id, GatewayRefund Refund)? LastRefund(JsonElement transaction)
    {
        (Guid?, GatewayRefund)? last = null;
        foreach (var refund in transaction.Items("refunds"))
            last = (refund.Id("refund_key"), OneRefund(refund, transaction.Text("currency")));

        return last;
    }

    private static GatewayRefund OneRefund(JsonElement refund, string? currency) => new(
        refund.Text("bank_confirmed_at") is null ? RefundStatus.Pending : RefundStatus.Succeeded,
        refund.Whole("refund_chargeback_id")?.ToString(CultureInfo.InvariantCulture) ?? refund.Text("refund_chargeback_uuid") ?? "",
        GatewayAmount.OfRupiah(refund.Rupiah("refund_amount"), currency ?? "IDR"),
        FailureCode: null);

    /// <summary>
    /// Paid means status code 200, settled or captured, and not held for fraud. A refund does not undo that it was paid. Source:
    /// https://docs.midtrans.com/docs/https-notification-webhooks.
    /// </summary>
    private static GatewayStatus Status(JsonElement transaction)
    {
        var fraud = transaction.Text("fraud_status");
        return transaction.Text("transaction_status") switch
        {
            "settlement" or "capture" => transaction.Text("status_code") == "200" && fraud is null or "accept"
                ? GatewayStatus.Succeeded
                : fraud == "deny" ? GatewayStatus.Declined : GatewayStatus.Processing,
            "refund" or "partial_refund" => GatewayStatus.Succeeded,
            "authorize" => GatewayStatus.RequiresCapture,
            "deny" or "failure" => GatewayStatus.Declined,
            "cancel" or "expire" => GatewayStatus.Canceled,
            "pending" => GatewayStatus.RequiresAction,
            _ => GatewayStatus.Processing,
        };
    }

    private static Money Refunded(JsonElement transaction) => transaction.Text("transaction_status") switch
    {
        "refund" or "partial_refund" => GatewayAmount.OfRupiah(
            transaction.Rupiah("refund_amount") ?? transaction.Items("refunds").Sum(static refund => refund.Rupiah("refund_amount") ?? 0),
            transaction.Text("currency") ?? "IDR"),
        _ => Money.Rupiah(0),
    };

    private static NextAction? Next(JsonElement transaction)
    {
        if (transaction.Items("va_numbers").FirstOrDefault() is { ValueKind: JsonValueKind.Object } account)
            return new NextAction(NextActionKind.VaNumber, $"{account.Text("bank")} {account.Text("va_number")}");
        if (transaction.Text("permata_va_number") is { } permata)
            return new NextAction(NextActionKind.VaNumber, $"permata {permata}");
        if (transaction.Text("bill_key") is { } bill)
            return new NextAction(NextActionKind.VaNumber, $"mandiri {transaction.Text("biller_code")}{bill}");
        if (transaction.Text("qr_string") is { } code)
            return new NextAction(NextActionKind.QrString, code);

        var address = transaction.Text("redirect_url") ?? transaction.Items("actions")
            .FirstOrDefault(static action => action.Text("name") == "deeplink-redirect").Text("url");
        return address is null ? null : new NextAction(NextActionKind.Redirect, address);
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTime.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new DateTimeOffset(time, JakartaOffset).ToUniversalTime()
            : null;
}
