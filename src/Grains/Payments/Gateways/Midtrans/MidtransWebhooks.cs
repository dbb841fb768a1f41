using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Nusaloka.Grains.Payments.Gateways.Midtrans;

/// <summary>
/// Midtrans' notifications. Their signature is over four values and not over the body, and it has no time: whoever has seen one can send
/// it again, and can change what it does not cover. So what matters is asked for by <see cref="IPaymentGateway.FindAsync"/>.
/// </summary>
internal static class MidtransWebhooks
{
    /// <summary>Checks the signature, then reads the notification.</summary>
    public static WebhookReading Read(WebhookRequest request, string serverKey)
    {
        if (!GatewayJson.TryParse(request.Body, out var json))
            return new WebhookReading.Rejected("body_malformed");
        if (json.Text("signature_key") is not { Length: > 0 } signature)
            return new WebhookReading.Rejected("signature_missing");
        if (json.Text("order_id") is not { } order || json.Text("status_code") is not { } code || json.Text("gross_amount") is not { } amount)
            return new WebhookReading.Rejected("body_malformed");
        if (serverKey.Length == 0 || !IsGenuine(signature, Signature(order, code, amount, serverKey)))
            return new WebhookReading.Rejected("signature_wrong");

        // There is no event id: the same body is the same event.
        var eventId = Convert.ToHexStringLower(SHA256.HashData(request.Body.Span));
        return new WebhookReading.Accepted(eventId, json.Id("order_id") is { } payment ? Event(payment, json) : GatewayEvent.Other);
    }

    /// <summary>
    /// Lower-case hex SHA-512 of order id, status code, gross amount as it was sent, and server key. Source:
    /// https://docs.midtrans.com/docs/https-notification-webhooks#verifying-notification-authenticity.
    /// </summary>
    public static string Signature(string orderId, string statusCode, string grossAmount, string serverKey) =>
        Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes(orderId + statusCode + grossAmount + serverKey)));

    private static bool IsGenuine(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    private static GatewayEvent Event(Guid payment, JsonElement json)
    {
        var reference = json.Text("transaction_id");
        var seen = MidtransReader.Payment(json);
        return MidtransReader.LastRefund(json) is { } refund
            ? new GatewayEvent(GatewayEventKind.Refund, payment, refund.Id, reference, seen, refund.Refund)
            : new GatewayEvent(GatewayEventKind.Payment, payment, Reference: reference, Payment: seen);
    }
}
