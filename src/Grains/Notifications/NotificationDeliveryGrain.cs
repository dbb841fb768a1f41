using Microsoft.Extensions.Logging;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.State;
using Nusaloka.Notifications;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Notifications;

/// <summary>
/// Delivers one notification, or a digest, on one channel, at least once: it is stored before it is tried. When the process dies between
/// the sending and its record it is sent again, with the same id, by which mail servers and webhooks recognise it.
/// </summary>
[GrainType("notification-delivery")]
internal sealed partial class NotificationDeliveryGrain : Grain, INotificationDeliveryGrain, IRemindable
{
    private readonly CommittedState<NotificationDeliveryState> _state;
    private readonly NotificationStore _store;
    private readonly NotificationSenders _senders;
    private readonly DeliveryMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<NotificationDeliveryGrain> _logger;
    private readonly WakeUp _wakeUp;

    /// <summary>The order that is being stored. Accepting interleaves; everything else waits for it.</summary>
    private Task _accepting = Task.CompletedTask;

    public NotificationDeliveryGrain(
        [PersistentState("state")] IPersistentState<NotificationDeliveryState> state,
        NotificationStore store,
        NotificationSenders senders,
        DeliveryMetrics metrics,
        TimeProvider time,
        ILogger<NotificationDeliveryGrain> logger)
    {
        _state = new CommittedState<NotificationDeliveryState>(this, state);
        _store = store;
        _senders = senders;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _wakeUp = new WakeUp(this, GoOnAsync, time);
    }

    private string Id => this.GetPrimaryKeyString();

    private NotificationDeliveryState State => _state.Value;

    public async Task<NotificationDelivery> AcceptAsync(OrderedDelivery order, CancellationToken cancellationToken)
    {
        if (State.Order is null)
        {
            if (_accepting.IsCompleted)
                _accepting = StoreAsync(order);
            await _accepting;
        }

        return NotificationDeliveryRules.View(Id, State, State.Order ?? order);
    }

    public async Task<NotificationDelivery> SendNowAsync(OrderedDelivery order, CancellationToken cancellationToken)
    {
        await AcceptAsync(order, cancellationToken);
        if (State.Attempts.IsEmpty)
            await GoOnAsync(cancellationToken);
        return NotificationDeliveryRules.View(Id, State, State.Order ?? order);
    }

    public async Task<Result<NotificationDelivery>> ReplayAsync(CancellationToken cancellationToken)
    {
        if (State.Order is not { } order)
            return NotificationErrors.DeliveryNotFound;
        if (NotificationDeliveryRules.Again(State, _time.GetStoredUtcNow()) is not { } again)
            return NotificationErrors.DeliveryStatus;

        await _wakeUp.SetAsync(again.DueAt);
        await _state.CommitAsync(again);
        return NotificationDeliveryRules.View(Id, State, order);
    }

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await AcceptedAsync();
        await _state.CommitAsync(new NotificationDeliveryState());
        await _wakeUp.SetAsync(null);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => GoOnAsync(CancellationToken.None);

    private async Task StoreAsync(OrderedDelivery order)
    {
        await _wakeUp.SetAsync(order.DueAt);
        await _state.CommitAsync(new NotificationDeliveryState { Order = order, CreatedAt = _time.GetStoredUtcNow(), DueAt = order.DueAt });
    }

    // Whoever asked to store it hears how it ended; here it only must have ended.
    private async Task AcceptedAsync() => await _accepting.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);

    private async Task GoOnAsync(CancellationToken cancellationToken)
    {
        await AcceptedAsync();
        if (State is { Order: { } order, DueAt: { } due } && due <= _time.GetUtcNow())
        {
            // Looked at before each try, and not when it is put off: the person may have chosen other hours since, or nobody was there to try it in time.
            var quietUntil = order.Waits ? await GrainFactory.GetGrain<INotificationSettingsGrain>(order.AccountId).QuietUntilAsync(cancellationToken) : null;
            await _state.CommitAsync(quietUntil is { } end ? State with { DueAt = end } : await TryAsync(State, order, cancellationToken));
        }

        await _wakeUp.SetAsync(State.DueAt);
    }

    private async Task<NotificationDeliveryState> TryAsync(NotificationDeliveryState state, OrderedDelivery order, CancellationToken cancellationToken)
    {
        var channel = NotificationSenders.NameOf(order.Channel);
        try
        {
            var stored = (await _store.FindAsync([.. order.NotificationIds], cancellationToken)).RemoveAll(one => one.AccountId != order.AccountId);
            if (stored.IsEmpty)
                return NotificationDeliveryRules.Canceled(state, _time.GetStoredUtcNow());

            var reader = await GrainFactory.GetGrain<IProfileGrain>(order.AccountId).GetPreferencesAsync(cancellationToken);
            await _senders.SendAsync(
                new OutgoingNotification(Guid.Parse(Id), order, reader.Language, [.. stored.Select(one => one.For(reader))]), cancellationToken);
            _metrics.Tried(channel, "sent");
            return NotificationDeliveryRules.Sent(state, _time.GetStoredUtcNow());
        }
        catch (Exception failure) when (DeliveryRefusedException.In(failure) is not null)
        {
            var refusal = DeliveryRefusedException.In(failure) ?? failure;
            _metrics.Tried(channel, "refused");
            LogRefused(refusal, channel, Id);
            return NotificationDeliveryRules.Refused(state, refusal.Message, _time.GetStoredUtcNow());
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            _metrics.Tried(channel, "failed");
            LogFailed(failure, channel, Id, state.Failures + 1);
            return NotificationDeliveryRules.Failed(
                state, failure.Message, _time.GetStoredUtcNow(), Random.Shared.NextDouble(), (failure as DeliveryPostponedException)?.After);
        }
    }

    [LoggerMessage(EventId = 6501, Level = LogLevel.Warning, Message = "Delivery {DeliveryId} by {Channel} failed at attempt {Attempt}")]
    private partial void LogFailed(Exception failure, string channel, string deliveryId, int attempt);

    [LoggerMessage(EventId = 6502, Level = LogLevel.Warning, Message = "Delivery {DeliveryId} by {Channel} was refused for good")]
    private partial void LogRefused(Exception refusal, string channel, string deliveryId);
}
