using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Nusaloka.Grains.Payments.Gateways.Xendit;

/// <summary>
/// Xendit's webhooks. They carry a token that both sides know, and no signature: it says who sends, not that nothing was changed or that
/// it is new. So what matters is asked for by <see cref="IPaymentGateway.FindAsync"/>.
/// </summary>
internal static class XenditWebhooks
{
    /// <summary>The header with the token.</summary>
    public const string TokenHeader = "x-callback-token";

    private const int MaxIdLength = 200;

    /// <summary>Checks the token, then reads the event.</summary>
    public static WebhookReading Read(WebhookRequest request, IReadOnlyCollection<string> tokens)
    {
        if (request.Header(TokenHeader) is not { Length: > 0 } token)
            return new WebhookReading.Rejected("token_missing");
        if (!IsGenuine(token, tokens))
            return new WebhookReading.Rejected("token_wrong");
        if (!GatewayJson.TryParse(request.Body, out var json) || json.Text("event") is not { } name)
            return new WebhookReading.Rejected("body_malformed");

        // The documentation's example of a refund has the event within the event.
        var data = json.At("data");
        if (data.At("data").ValueKind == JsonValueKind.Object)
            data = data.At("data");
        var subject = data.Text("payment_id") ?? data.Text("id") ?? data.Text("payment_request_id");
        var eventId = $"{name}:{subject}:{data.Text("status")}";
        return subject is null || eventId.Length > MaxIdLength
            ? new WebhookReading.Rejected("body_malformed")
            : new WebhookReading.Accepted(eventId, Event(name, data));
    }

    private static GatewayEvent Event(string name, JsonElement data)
    {
        var reference = data.Text("payment_request_id");
        if (name.StartsWith("refund.", StringComparison.Ordinal))
        {
            // A refund names the payment request, and nothing of ours but the refund; not even that when it was made in Xendit's dashboard.
            var refund = data.Id("reference_id");
            return refund is not null || reference is not null
                ? new GatewayEvent(GatewayEventKind.Refund, Guid.Empty, refund, reference, Refund: XenditReader.Refund(data))
                : GatewayEvent.Other;
        }

        return name.StartsWith("payment", StringComparison.Ordinal) && data.Id("reference_id") is { } payment
            ? new GatewayEvent(GatewayEventKind.Payment, payment, Reference: reference, Payment: XenditReader.Payment(data))
            : GatewayEvent.Other;
    }

    // Hashes first: they are of one length, so that the time it takes says nothing of the token's.
    private static bool IsGenuine(string given, IReadOnlyCollection<string> tokens)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(given));
        var genuine = false;
        foreach (var token in tokens)
            genuine |= token.Length > 0 && CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        return genuine;
    }
}
