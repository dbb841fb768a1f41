using Orleans.Concurrency;

namespace Nusaloka.Notifications;

/// <summary>What staff and programs may know of notifications. Stateless; key 0.</summary>
[Alias("nusaloka.INotificationOfficeGrain")]
public interface INotificationOfficeGrain : IGrainWithStringKey
{
    /// <summary>To whom a notification was; null when there is none.</summary>
    [AlwaysInterleave, Alias("FindAccount")]
    Task<string?> FindAccountAsync(Guid notificationId, CancellationToken cancellationToken = default);

    /// <summary>The deliveries with a status, newest first. Errors: <c>cursor_invalid</c>.</summary>
    [AlwaysInterleave, Alias("ListDeliveries")]
    Task<Result<Page<NotificationDelivery>>> ListDeliveriesAsync(
        NotificationDeliveryStatus status, PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>Has a delivery tried again that has failed or is dead. Errors: <c>delivery_not_found</c>, <c>delivery_status</c>.</summary>
    [Alias("Replay")]
    Task<Result<NotificationDelivery>> ReplayAsync(string deliveryId, CancellationToken cancellationToken = default);

    /// <summary>Has deliveries tried again that have failed or are dead, the oldest first and at most so many. Errors: <c>delivery_status</c>.</summary>
    [Alias("ReplayAll")]
    Task<Result<ReplayedDeliveries>> ReplayAllAsync(ReplayDeliveries command, CancellationToken cancellationToken = default);

    /// <summary>The public key by which browsers subscribe to our push messages (RFC 8292): 65 bytes as base64url.</summary>
    [AlwaysInterleave, Alias("GetPushKey")]
    Task<string> GetPushKeyAsync(CancellationToken cancellationToken = default);

    /// <summary>Switches mails off by the token of a mail's link. Errors: <c>unsubscribe_token_invalid</c>.</summary>
    [Alias("Unsubscribe")]
    Task<Result> UnsubscribeAsync(string token, CancellationToken cancellationToken = default);
}
