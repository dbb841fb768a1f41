using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Payments.Webhooks;

/// <summary>Has webhooks applied. What cannot be applied is tried again, later each time, and is a dead letter in the end.</summary>
internal sealed class WebhookReceivedHandler(IGrainFactory grains) : IEventHandler<WebhookReceived>
{
    public Task HandleAsync(WebhookReceived payload, EventContext context, CancellationToken cancellationToken) =>
        grains.GetGrain<IWebhookGrain>(payload.Key).ApplyAsync(cancellationToken);
}
