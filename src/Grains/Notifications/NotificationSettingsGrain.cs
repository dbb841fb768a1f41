using System.Collections.Immutable;
using System.Security.Cryptography;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.State;
using Nusaloka.Notifications;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Notifications;

/// <summary>What one person has chosen, and where it leads: every notification that goes further than the inbox comes by here.</summary>
[GrainType("notification-settings")]
internal sealed class NotificationSettingsGrain : Grain, INotificationPreferencesGrain, INotificationSettingsGrain
{
    private const int SecretLength = 32;

    private readonly CommittedState<NotificationSettingsState> _state;
    private readonly PushDevices _devices;
    private readonly TargetHosts _hosts;
    private readonly KeyWrap _wrap;
    private readonly TimeProvider _time;
    private readonly Dictionary<NotificationCategory, HourlyQuota> _quotas = [];

    public NotificationSettingsGrain(
        [PersistentState("state")] IPersistentState<NotificationSettingsState> state, PushDevices devices, TargetHosts hosts, KeyWrap wrap, TimeProvider time)
    {
        _state = new CommittedState<NotificationSettingsState>(this, state);
        _devices = devices;
        _hosts = hosts;
        _wrap = wrap;
        _time = time;
    }

    private string Id => this.GetPrimaryKeyString();

    private string SealName => SealNameOf(Id);

    /// <summary>What the key of an account's webhook is wrapped with.</summary>
    internal static string SealNameOf(string accountId) => "notification-webhook:" + accountId;

    private NotificationSettingsState State => _state.Value;

    public Task<NotificationPreferences> GetAsync(CancellationToken cancellationToken) => Task.FromResult(NotificationSettingsRules.View(State));

    public async Task<Result<NotificationPreferences>> ChangeAsync(ChangeNotificationPreferences command, CancellationToken cancellationToken)
    {
        var next = NotificationSettingsRules.Change(State, command);
        if (!next.IsSuccess)
            return next.Error;

        await _state.CommitAsync(next.Value);
        return NotificationSettingsRules.View(State);
    }

    public Task UnsubscribeAsync(NotificationCategory category, CancellationToken cancellationToken) =>
        CommitAsync(NotificationSettingsRules.Unsubscribe(State, category));

    public Task<ImmutableArray<PushSubscription>> ListPushAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<PushSubscription>>([.. State.Devices.Select(View)]);

    public async Task<Result<PushSubscription>> AddPushAsync(AddPushSubscription command, CancellationToken cancellationToken)
    {
        if (_devices.Check(command) is { IsEmpty: false } wrong)
            return Error.Validation(wrong);

        var device = _devices.Keep(Id, command, _time.GetStoredUtcNow());
        var others = State.Devices.RemoveAll(one => one.Id == device.Id);
        if (others.Length >= NotificationLimits.MaxPushSubscriptions)
            return NotificationErrors.PushLimit;

        await _state.CommitAsync(State with { Devices = others.Add(device) });
        return View(device);
    }

    public async Task<Result> RemovePushAsync(string subscriptionId, CancellationToken cancellationToken)
    {
        var others = State.Devices.RemoveAll(one => one.Id == subscriptionId);
        if (others.Length == State.Devices.Length)
            return NotificationErrors.PushNotFound;

        await _state.CommitAsync(State with { Devices = others });
        return Result.Success;
    }

    public Task<Result<NotificationWebhook>> GetWebhookAsync(CancellationToken cancellationToken) => Task.FromResult(
        State.Webhook is { } webhook ? new NotificationWebhook(webhook.Url, null, webhook.CreatedAt) : (Result<NotificationWebhook>)NotificationErrors.WebhookNotFound);

    public async Task<Result<NotificationWebhook>> SetWebhookAsync(string url, CancellationToken cancellationToken)
    {
        if (url.Length > NotificationLimits.MaxUrlLength || !_hosts.IsWebhook(url))
        {
            return Error.Validation(
                "/url", "wrong_format", $"The url must be an https address of a public host, at most {NotificationLimits.MaxUrlLength} characters.");
        }

        var secret = RandomNumberGenerator.GetBytes(SecretLength);
        await _state.CommitAsync(State with { Webhook = new WebhookTarget(url, _wrap.Wrap(SealName, secret), _time.GetStoredUtcNow()) });
        return State.Webhook is { } webhook ? Reveal(webhook) : NotificationErrors.WebhookNotFound;
    }

    public async Task<Result> RemoveWebhookAsync(CancellationToken cancellationToken)
    {
        if (State.Webhook is null)
            return NotificationErrors.WebhookNotFound;

        await _state.CommitAsync(State with { Webhook = null });
        return Result.Success;
    }

    public async Task DispatchAsync(
        Guid notificationId, NotificationCategory category, NotificationChannel? also, ImmutableArray<NotificationChannel> told,
        CancellationToken cancellationToken)
    {
        var channels = NotificationSettingsRules.Channels(State, category).RemoveRange(told);
        if (also is { } more && !channels.Contains(more))
            channels = channels.Add(more);
        var zone = await ZoneAsync(cancellationToken);
        var now = _time.GetStoredUtcNow();
        var due = NotificationSettingsRules.DueAt(State.QuietHours, category, zone, now);
        // What others can cause at will goes out so often and no more; the inbox has all of it. Many messages of a room keep no booking from going out.
        if (also is null && NotificationChoices.MayWait(category) && !QuotaOf(category).TryTake(notificationId))
            return;

        // The choices may change while this waits; all of it goes by those of the beginning.
        var chosen = State;
        foreach (var channel in channels)
        {
            var isNamed = also == channel;
            if (channel == NotificationChannel.Email && !isNamed && chosen.Digest != DigestWindow.None && NotificationChoices.MayWait(category))
                await GrainFactory.GetGrain<INotificationDigestGrain>(Id).AddAsync(notificationId, chosen.Digest, cancellationToken);
            else
                await DeliverAsync(chosen, notificationId, channel, isNamed ? now : due, !isNamed && !NotificationChoices.IsUrgent(category), cancellationToken);
        }
    }

    public async Task<DateTimeOffset?> QuietUntilAsync(CancellationToken cancellationToken) => State.QuietHours is { } quiet
        ? NotificationSettingsRules.QuietUntil(quiet, await ZoneAsync(cancellationToken), _time.GetStoredUtcNow())
        : null;

    public Task<PushTarget?> FindDeviceAsync(string deviceId, CancellationToken cancellationToken) =>
        Task.FromResult(State.Devices.FirstOrDefault(one => one.Id == deviceId) is { } device ? _devices.Open(device) : null);

    public Task ForgetDeviceAsync(string deviceId) => RemovePushAsync(deviceId, CancellationToken.None);

    public Task<NotificationWebhook?> FindWebhookAsync(CancellationToken cancellationToken) =>
        Task.FromResult(State.Webhook is { } webhook ? Reveal(webhook) : null);

    public Task ForgetTargetsAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        var devices = State.Devices.RemoveAll(one => one.CreatedAt <= until);
        var webhook = State.Webhook is { } kept && kept.CreatedAt > until ? kept : null;
        return devices.Length == State.Devices.Length && webhook == State.Webhook
            ? Task.CompletedTask
            : _state.CommitAsync(State with { Devices = devices, Webhook = webhook });
    }

    public Task ForgetSessionsAsync(ImmutableArray<string> sessionIds, CancellationToken cancellationToken)
    {
        var devices = State.Devices.RemoveAll(one => one.SessionId is { } session && sessionIds.Contains(session));
        return devices.Length == State.Devices.Length ? Task.CompletedTask : _state.CommitAsync(State with { Devices = devices });
    }

    public async Task EraseAsync(CancellationToken cancellationToken)
    {
        var forgotten = new NotificationSettingsState { Version = State.Version + 1 };
        if (State.Version > 0 || State.Devices.Length > 0 || State.Webhook is not null)
            await _state.CommitAsync(forgotten);
        await GrainFactory.GetGrain<INotificationDigestGrain>(Id).ForgetAsync(cancellationToken);
    }

    private async Task DeliverAsync(
        NotificationSettingsState chosen, Guid notificationId, NotificationChannel channel, DateTimeOffset due, bool waits,
        CancellationToken cancellationToken)
    {
        var targets = channel switch
        {
            NotificationChannel.Push => chosen.Devices.Select(static device => (string?)device.Id),
            NotificationChannel.Webhook => chosen.Webhook is null ? [] : [null],
            NotificationChannel.InApp => [],
            _ => [null],
        };
        foreach (var target in targets)
        {
            await GrainFactory.GetGrain<INotificationDeliveryGrain>(NotificationDeliveryRules.IdOf(notificationId, channel, target))
                .AcceptAsync(new OrderedDelivery(Id, [notificationId], channel, target, due) { Waits = waits }, cancellationToken);
        }
    }

    private async Task<TimeZoneInfo> ZoneAsync(CancellationToken cancellationToken) =>
        ReaderZone.Of((await GrainFactory.GetGrain<IProfileGrain>(Id).GetPreferencesAsync(cancellationToken)).TimeZone);

    private HourlyQuota QuotaOf(NotificationCategory category)
    {
        if (!_quotas.TryGetValue(category, out var quota))
            _quotas.Add(category, quota = new HourlyQuota(NotificationLimits.MaxOutsideAnHour, _time));
        return quota;
    }

    private Task CommitAsync(NotificationSettingsState next) => next == State ? Task.CompletedTask : _state.CommitAsync(next);

    private NotificationWebhook Reveal(WebhookTarget webhook) =>
        new(webhook.Url, Convert.ToHexStringLower(_wrap.Unwrap(SealName, webhook.Sealed)), webhook.CreatedAt);

    private static PushSubscription View(PushDevice device) => new(device.Id, device.Kind, device.Label, device.Host, device.CreatedAt);
}
