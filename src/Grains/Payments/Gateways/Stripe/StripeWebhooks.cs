using System.Text.Json;

namespace Nusaloka.Grains.Payments.Gateways.Stripe;

/// <summary>Stripe's events, as its webhooks bring them.</summary>
internal static class StripeWebhooks
{
    /// <summary>The header with the signature.</summary>
    public const string SignatureHeader = "Stripe-Signature";

    private const int MaxIdLength = 200;

    /// <summary>Checks the signature, then reads the event.</summary>
    public static WebhookReading Read(WebhookRequest request, IReadOnlyCollection<string> secrets, DateTimeOffset now)
    {
        if (TimedSignature.WhyNot(request.Header(SignatureHeader), request.Body.Span, secrets, now) is { } reason)
            return new WebhookReading.Rejected(reason);
        if (!GatewayJson.TryParse(request.Body, out var json) || json.Text("id") is not { Length: > 0 and <= MaxIdLength } id)
            return new WebhookReading.Rejected("body_malformed");

        return new WebhookReading.Accepted(id, Event(json.Text("type") ?? "", json.At("data", "object")));
    }

    private static GatewayEvent Event(string type, JsonElement subject)
    {
        if (type.StartsWith("payment_intent.", StringComparison.Ordinal))
        {
            return subject.Id("metadata", StripeGateway.PaymentIdKey) is { } payment
                ? new GatewayEvent(GatewayEventKind.Payment, payment, Reference: subject.Text("id"), Payment: StripeReader.Payment(subject))
                : GatewayEvent.Other;
        }

        if (type.StartsWith("refund.", StringComparison.Ordinal))
        {
            // One that was made in Stripe's dashboard carries no metadata of ours; it names the PaymentIntent all the same.
            var (refundId, intent) = (subject.Id("metadata", StripeGateway.RefundIdKey), subject.Text("payment_intent"));
            return refundId is not null || intent is not null
                ? new GatewayEvent(
                    GatewayEventKind.Refund, subject.Id("metadata", StripeGateway.PaymentIdKey) ?? Guid.Empty, refundId, intent,
                    Refund: StripeReader.Refund(subject))
                : GatewayEvent.Other;
        }

        // A dispute names the PaymentIntent and carries no metadata of ours.
        return type.StartsWith("charge.dispute.", StringComparison.Ordinal)
            ? new GatewayEvent(GatewayEventKind.Dispute, Reference: subject.Text("payment_intent"), Dispute: StripeReader.Dispute(subject, type))
            : GatewayEvent.Other;
    }
}
