using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Sandbox;

/// <summary>Hands the webhooks of the sandbox gateway to those who send them: sending is slow, and must not hold the outbox up.</summary>
internal sealed class SandboxWebhookHandler(IGrainFactory grains) : IEventHandler<SandboxWebhook>
{
    public Task HandleAsync(SandboxWebhook payload, EventContext context, CancellationToken cancellationToken) =>
        grains.GetGrain<ISandboxWebhookGrain>(payload.EventId)
            .AcceptAsync(payload.Body, payload.DueAt, payload.Copies, payload.IsForged, cancellationToken);
}
