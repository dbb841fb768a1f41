using Npgsql;
using Nusaloka.Grains.Payments.Withdrawals;
using Nusaloka.Grains.State;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Payments.Webhooks;

/// <summary>
/// One webhook, stored once however often it is delivered. The outbox carries it on from there: at least once, later after each failure,
/// and to the dead letters in the end.
/// </summary>
[GrainType("webhook")]
internal sealed class WebhookGrain : Grain, IWebhookGrain
{
    private const int MaxErrorLength = 500;

    /// <summary>Deliveries that follow so closely are one: the outbox has it. After that it may have given up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly CommittedState<WebhookState> _state;
    private readonly NpgsqlDataSource _dataSource;
    private readonly TimeProvider _time;

    public WebhookGrain([PersistentState("state")] IPersistentState<WebhookState> state, NpgsqlDataSource dataSource, TimeProvider time)
    {
        _state = new CommittedState<WebhookState>(this, state);
        _dataSource = dataSource;
        _time = time;
    }

    private string Id => this.GetPrimaryKeyString();

    public async Task StoreAsync(StoreWebhook webhook, CancellationToken cancellationToken)
    {
        var now = _time.GetStoredUtcNow();
        if (_state.Value.Status == WebhookStatus.Received && now - _state.Value.QueuedAt >= Patience)
        {
            await _state.CommitAsync(_state.Value with { QueuedAt = now, PendingEvents = [Received()] });
            return;
        }

        if (_state.Value.Status != WebhookStatus.None)
            return;

        await _state.CommitAsync(new WebhookState
        {
            Gateway = webhook.Gateway,
            EventId = webhook.EventId,
            Body = [.. webhook.Body],
            Event = webhook.Event,
            Status = WebhookStatus.Received,
            ReceivedAt = now,
            QueuedAt = now,
            PendingEvents = [Received()],
        });
    }

    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        if (_state.Value.Status != WebhookStatus.Received)
            return;

        try
        {
            var subject = await DeliverAsync(_state.Value, cancellationToken);
            await _state.CommitAsync(_state.Value with
            {
                Status = subject is null ? WebhookStatus.Foreign : WebhookStatus.Applied,
                Subject = subject,
                AppliedAt = _time.GetStoredUtcNow(),
                PendingEvents = [],
            });
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var error = exception.Message.Length > MaxErrorLength ? exception.Message[..MaxErrorLength] : exception.Message;
            await _state.CommitAsync(_state.Value with { Attempts = _state.Value.Attempts + 1, LastError = error, PendingEvents = [] });
            throw;
        }
    }

    private OutboxEvent Received() => new(WebhookReceived.Type, new WebhookReceived(Id));

    /// <summary>Hands it over, and answers to whom; null when it is about nothing of ours.</summary>
    private async Task<string?> DeliverAsync(WebhookState webhook, CancellationToken cancellationToken)
    {
        var said = webhook.Event;
        if (said.Payout is { } payout)
        {
            await GrainFactory.GetGrain<IPayoutNewsGrain>(payout.PayoutId.ToString()).ApplyAsync(payout, cancellationToken);
            return payout.PayoutId.ToString();
        }

        var order = await FindOrderAsync(webhook, cancellationToken);
        if (order is null)
            return null;

        await GrainFactory.GetGrain<IGatewayNewsGrain>(order.PaymentId)
            .ApplyAsync(new GatewayNews(webhook.Gateway, order.AttemptId, said), cancellationToken);
        return order.PaymentId;
    }

    private async Task<PaymentOrder?> FindOrderAsync(WebhookState webhook, CancellationToken cancellationToken)
    {
        var said = webhook.Event;
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        if (await PaymentQueries.FindOrderAsync(connection, webhook.Gateway, said.PaymentId, said.Reference, cancellationToken) is { } order)
            return order;

        // It names a payment of ours that we never made, which an officer must see; or it is somebody else's.
        return said.PaymentId == Guid.Empty ? null : new PaymentOrder(said.PaymentId, said.PaymentId.ToString());
    }
}
