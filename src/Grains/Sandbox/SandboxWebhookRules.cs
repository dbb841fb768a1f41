using System.Text.Json.Nodes;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Sandbox;

namespace Nusaloka.Grains.Sandbox;

/// <summary>The webhooks of a payment: each change adds its own to what the next write tells.</summary>
internal static class SandboxWebhookRules
{
    private const int Tenfold = 10;

    private static readonly TimeSpan Late = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Tells of the payment's status, as it plays.</summary>
    public static SandboxPaymentState TellStatus(this SandboxPaymentState state, string id, string type, DateTimeOffset now)
    {
        var extra = state.Behaviour == SandboxBehaviour.OtherAmount && state.Status == SandboxStatus.Succeeded ? 1 : 0;
        var told = state.Tell(id, type, SandboxEventBodies.Payment(SandboxRules.View(id, state), extra: extra), now);
        return state.Behaviour == SandboxBehaviour.WebhooksOutOfOrder && state.Status == SandboxStatus.Succeeded
            ? told.Tell(id, "payment.processing", SandboxEventBodies.Payment(SandboxRules.View(id, state) with { AmountCaptured = Money.Rupiah(0) }, SandboxStatus.Processing), now, Moment)
            : told;
    }

    /// <summary>Tells of a refund.</summary>
    public static SandboxPaymentState TellRefund(this SandboxPaymentState state, string id, SandboxRefund refund, DateTimeOffset now) =>
        state.Tell(id, "refund.updated", SandboxEventBodies.Refund(id, refund), now);

    /// <summary>Tells of the dispute.</summary>
    public static SandboxPaymentState TellDispute(this SandboxPaymentState state, string id, string type, DateTimeOffset now) =>
        state.Dispute is { } dispute ? state.Tell(id, type, SandboxEventBodies.Dispute(id, dispute), now) : state;

    /// <summary>The id of an event: the same whenever the same write is made again.</summary>
    public static string EventId(string subject, int number) => $"evt_{NameBasedId.Create($"sandbox-webhook/{subject}/{number}"):N}";

    private static SandboxPaymentState Tell(
        this SandboxPaymentState state, string id, string type, JsonObject subject, DateTimeOffset now, TimeSpan delay = default)
    {
        var due = now + (state.Behaviour == SandboxBehaviour.LateWebhook ? Late : delay);
        var webhooks = new List<OutboxEvent>(state.PendingEvents);
        var count = state.Webhooks;
        if (state.Behaviour == SandboxBehaviour.ForgedWebhook)
        {
            var forged = EventId(id, ++count);
            webhooks.Add(Outbox(new SandboxWebhook(forged, SandboxEventBodies.Event(forged, type, now, subject.DeepClone().AsObject()), due, 1, IsForged: true)));
            due += Moment;
        }

        var eventId = EventId(id, ++count);
        var copies = state.Behaviour == SandboxBehaviour.TenfoldWebhook ? Tenfold : 1;
        webhooks.Add(Outbox(new SandboxWebhook(eventId, SandboxEventBodies.Event(eventId, type, now, subject), due, copies, IsForged: false)));
        return state with { PendingEvents = webhooks, Webhooks = count };
    }

    private static OutboxEvent Outbox(SandboxWebhook webhook) => new(SandboxWebhook.Type, webhook);
}
