using System.Text.Json;
using Nusaloka.Grains.Sandbox;

namespace Nusaloka.Grains.Payments.Gateways.Sandbox;

/// <summary>The sandbox gateway's events, as its webhooks bring them.</summary>
internal static class SandboxWebhooks
{
    private const int MaxIdLength = 200;

    /// <summary>Checks the signature, then reads the event.</summary>
    public static WebhookReading Read(WebhookRequest request, IReadOnlyCollection<string> secrets, DateTimeOffset now)
    {
        if (TimedSignature.WhyNot(request.Header(SandboxWebhookSender.SignatureHeader), request.Body.Span, secrets, now) is { } reason)
            return new WebhookReading.Rejected(reason);
        if (!GatewayJson.TryParse(request.Body, out var json) || json.Text("id") is not { Length: > 0 and <= MaxIdLength } id)
            return new WebhookReading.Rejected("body_malformed");

        return new WebhookReading.Accepted(id, Event(json.Text("type") ?? "", json.At("data", "object")));
    }

    private static GatewayEvent Event(string type, JsonElement subject) => (subject.Text("object"), subject.Id("id"), subject.Id("payment_id")) switch
    {
        ("payment", { } payment, _) => new GatewayEvent(GatewayEventKind.Payment, payment, Reference: $"{payment}", Payment: SandboxReader.Payment(subject)),
        ("refund", { } refund, { } payment) => new GatewayEvent(GatewayEventKind.Refund, payment, refund, $"{payment}", Refund: SandboxReader.Refund(subject)),
        ("dispute", _, { } payment) => new GatewayEvent(GatewayEventKind.Dispute, payment, Reference: $"{payment}", Dispute: SandboxReader.Dispute(subject, type)),
        ("payout", { } payout, _) => new GatewayEvent(GatewayEventKind.Payout, Payout: SandboxReader.Payout(subject, payout)),
        _ => GatewayEvent.Other,
    };
}
