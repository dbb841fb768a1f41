using Microsoft.Extensions.Logging;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Payments.Webhooks;

/// <summary>Checks who sent a webhook; the secrets for that are with the silos alone.</summary>
[StatelessWorker]
[GrainType("webhook-inbox")]
internal sealed partial class WebhookInboxGrain(PaymentGateways gateways, TimeProvider time, ILogger<WebhookInboxGrain> logger) : Grain, IWebhookInboxGrain
{
    public async Task<Result> ReceiveAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var name = this.GetPrimaryKeyString();
        if (gateways.Find(name) is not { IsConfigured: true } gateway)
            return PaymentErrors.GatewayNotFound;

        switch (gateway.ReadWebhook(new WebhookRequest(delivery.Body.AsMemory(), delivery.Headers), time.GetUtcNow()))
        {
            case WebhookReading.Accepted { Event.Kind: GatewayEventKind.Other }:
                return Result.Success;

            case WebhookReading.Accepted accepted:
                await GrainFactory.GetGrain<IWebhookGrain>($"{name}:{accepted.EventId}")
                    .StoreAsync(new StoreWebhook(name, accepted.EventId, delivery.Body, accepted.Event), cancellationToken);
                return Result.Success;

            case WebhookReading.Rejected rejected:
                LogRejected(name, rejected.Reason);
                return PaymentErrors.WebhookRejected;

            default:
                throw new InvalidOperationException($"Gateway {name} has read a webhook as nothing that is known.");
        }
    }

    [LoggerMessage(EventId = 3111, Level = LogLevel.Warning, Message = "A webhook for {Gateway} is rejected: {Reason}")]
    private partial void LogRejected(string gateway, string reason);
}
