using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>One delivery. Key: its UUID, see <see cref="NotificationDeliveryRules.IdOf"/>.</summary>
[Alias("nusaloka.INotificationDeliveryGrain")]
internal interface INotificationDeliveryGrain : IGrainWithStringKey
{
    /// <summary>Remembers what is to be delivered, until it is. Again changes nothing. Does not wait for a try that is under way.</summary>
    [Orleans.Concurrency.AlwaysInterleave, Alias("Accept")]
    Task<NotificationDelivery> AcceptAsync(OrderedDelivery order, CancellationToken cancellationToken = default);

    /// <summary>The same, and tries it once before it answers when it is new and due.</summary>
    [Alias("SendNow")]
    Task<NotificationDelivery> SendNowAsync(OrderedDelivery order, CancellationToken cancellationToken = default);

    /// <summary>Tries again what has failed or is dead. Errors: <c>delivery_not_found</c>, <c>delivery_status</c>.</summary>
    [Alias("Replay")]
    Task<Result<NotificationDelivery>> ReplayAsync(CancellationToken cancellationToken = default);

    /// <summary>Forgets what it was, and tries it no more.</summary>
    [Alias("Forget")]
    Task ForgetAsync(CancellationToken cancellationToken = default);
}
