using Nusaloka.Grains.State;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>One person's digest. What has come to its time is handed to a delivery under an id of what is in it, then forgotten here.</summary>
[GrainType("notification-digest")]
internal sealed class NotificationDigestGrain : Grain, INotificationDigestGrain, IRemindable
{
    private readonly CommittedState<NotificationDigestState> _state;
    private readonly NotificationDeliveries _deliveries;
    private readonly WakeUp _wakeUp;
    private readonly TimeProvider _time;

    public NotificationDigestGrain(
        [PersistentState("state")] IPersistentState<NotificationDigestState> state, NotificationDeliveries deliveries, TimeProvider time)
    {
        _state = new CommittedState<NotificationDigestState>(this, state);
        _deliveries = deliveries;
        _time = time;
        _wakeUp = new WakeUp(this, GoOnAsync, time);
    }

    private NotificationDigestState State => _state.Value;

    private INotificationSettingsGrain Settings => GrainFactory.GetGrain<INotificationSettingsGrain>(this.GetPrimaryKeyString());

    public async Task AddAsync(Guid notificationId, DigestWindow window, CancellationToken cancellationToken)
    {
        if (State.Notifications.Contains(notificationId) || State.Sending.Contains(notificationId) || State.Sent.Contains(notificationId))
            return;
        // An event may come again long after: in a mail before the last, or in one of its own from before mails were gathered, it was told, too.
        if (await _deliveries.IsMailedAsync(this.GetPrimaryKeyString(), notificationId, cancellationToken))
            return;

        var due = State.DueAt ?? _time.GetStoredUtcNow() + (window == DigestWindow.Daily ? TimeSpan.FromDays(1) : TimeSpan.FromHours(1));
        await _wakeUp.SetAsync(due);
        await _state.CommitAsync(State with { Notifications = State.Notifications.Add(notificationId), DueAt = due });
        if (State.Notifications.Length >= NotificationLimits.MaxDigest)
            await SendAsync(await Settings.QuietUntilAsync(cancellationToken), cancellationToken);
    }

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        if (State.DueAt is null && State.Sending.IsEmpty && State.Sent.IsEmpty)
            return;

        await _state.CommitAsync(new NotificationDigestState());
        await _wakeUp.SetAsync(null);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => GoOnAsync(CancellationToken.None);

    private async Task GoOnAsync(CancellationToken cancellationToken)
    {
        if (State.Sending.IsEmpty && !(State.DueAt <= _time.GetUtcNow()))
        {
            await _wakeUp.SetAsync(State.DueAt);
            return;
        }

        var quietUntil = await Settings.QuietUntilAsync(cancellationToken);
        if (quietUntil is { } end && State.Sending.IsEmpty)
        {
            // It gathers on: one mail when the quiet hours are over, and not one for each window of the night.
            await _state.CommitAsync(State with { DueAt = end });
            await _wakeUp.SetAsync(end);
        }
        else
        {
            await SendAsync(quietUntil, cancellationToken);
        }
    }

    private async Task SendAsync(DateTimeOffset? quietUntil, CancellationToken cancellationToken)
    {
        // What goes is written first: a mail that was handed over before a crash is the same mail afterwards, whatever came meanwhile.
        if (State.Sending.IsEmpty)
            await _state.CommitAsync(State with { Sending = State.Notifications, Notifications = [], DueAt = null });

        var account = this.GetPrimaryKeyString();
        await GrainFactory.GetGrain<INotificationDeliveryGrain>(NotificationDeliveryRules.IdOfDigest(account, State.Sending)).AcceptAsync(
            new OrderedDelivery(account, State.Sending, NotificationChannel.Email, null, quietUntil ?? _time.GetStoredUtcNow()) { Waits = true },
            cancellationToken);
        await _state.CommitAsync(State with { Sending = [], Sent = State.Sending });
        await _wakeUp.SetAsync(State.DueAt);
    }
}
