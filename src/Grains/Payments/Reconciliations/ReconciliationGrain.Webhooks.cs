using Microsoft.Extensions.Logging;
using Nusaloka.Grains.Payments.Webhooks;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>
/// Webhooks that are stored and had no effect. The outbox gives up after minutes, and a gateway does not repeat what was answered well: what it
/// says of disputes would not be asked for by anybody else.
/// </summary>
internal sealed partial class ReconciliationGrain
{
    /// <summary>So long the outbox tries by itself.</summary>
    private static readonly TimeSpan OutboxPatience = TimeSpan.FromMinutes(15);

    /// <summary>What the gateway has not confirmed for so long was not said by it.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    /// <summary>Some of them in a run, those that were tried least first; nothing waits for the rest.</summary>
    private async Task ApplyWaitingAsync(Reconciliation run, string gateway, CancellationToken cancellationToken)
    {
        var waiting = await _store.WaitingWebhooksAsync(
            gateway, run.StartedAt - LongestWait, run.StartedAt - OutboxPatience, PageSize, cancellationToken);
        foreach (var some in waiting.Chunk(MaxAtOnce))
        {
            if (IsOver(run))
                return;
            await Task.WhenAll(some.Select(key => ApplyAsync(key, cancellationToken)));
        }
    }

    private async Task ApplyAsync(string webhook, CancellationToken cancellationToken)
    {
        try
        {
            await GrainFactory.GetGrain<IWebhookGrain>(webhook).ApplyAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogStillWaits(exception, webhook);
        }
    }

    [LoggerMessage(EventId = 6735, Level = LogLevel.Warning, Message = "Webhook {Webhook} could not be applied; it is tried again next time")]
    private partial void LogStillWaits(Exception exception, string webhook);
}
