using System.Collections.Immutable;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>What other grains ask the settings of a person. Key: the account id; the same grain as <see cref="INotificationPreferencesGrain"/>.</summary>
[Alias("nusaloka.INotificationSettingsGrain")]
internal interface INotificationSettingsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Has a notification delivered on every channel that the person wants, but for those on which they are <paramref name="told"/> otherwise, and
    /// on <paramref name="also"/>. Again changes nothing: there is one delivery for a notification, a channel and a device. Waits for nothing outside.
    /// </summary>
    [Orleans.Concurrency.AlwaysInterleave, Alias("Dispatch")]
    Task DispatchAsync(
        Guid notificationId, NotificationCategory category, NotificationChannel? also, ImmutableArray<NotificationChannel> told,
        CancellationToken cancellationToken = default);

    /// <summary>When the quiet hours end in which the person is; null when they are in none.</summary>
    [Orleans.Concurrency.AlwaysInterleave, Alias("QuietUntil")]
    Task<DateTimeOffset?> QuietUntilAsync(CancellationToken cancellationToken = default);

    /// <summary>Address and keys of a device; null when it is not there any more.</summary>
    [Orleans.Concurrency.AlwaysInterleave, Alias("FindDevice")]
    Task<PushTarget?> FindDeviceAsync(string deviceId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Forgets a device whose push service says that it is gone. Nobody waits: a delivery that did would wait for whoever is about to hand it
    /// something. One that is lost comes again with the next message.
    /// </summary>
    [Orleans.Concurrency.OneWay, Alias("ForgetDevice")]
    Task ForgetDeviceAsync(string deviceId);

    /// <summary>The webhook with its secret; null when there is none any more.</summary>
    [Orleans.Concurrency.AlwaysInterleave, Alias("FindWebhook")]
    Task<NotificationWebhook?> FindWebhookAsync(CancellationToken cancellationToken = default);

    /// <summary>Forgets devices and webhook that were named until then: whoever named them may not be the owner.</summary>
    [Alias("ForgetTargets")]
    Task ForgetTargetsAsync(DateTimeOffset until, CancellationToken cancellationToken = default);

    /// <summary>Forgets the devices that were named in sessions which have ended: somebody else may have them next.</summary>
    [Alias("ForgetSessions")]
    Task ForgetSessionsAsync(ImmutableArray<string> sessionIds, CancellationToken cancellationToken = default);

    /// <summary>Forgets everything about a person whose account was closed.</summary>
    [Alias("Erase")]
    Task EraseAsync(CancellationToken cancellationToken = default);
}
