using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nusaloka.Notifications;

/// <summary>What one person was told. Key: the account id.</summary>
[Alias("nusaloka.INotificationInboxGrain")]
public interface INotificationInboxGrain : IGrainWithStringKey
{
    /// <summary>
    /// Tells the person something on behalf of one of our programs; a repeat answers the same. Errors: <c>account_not_found</c>,
    /// <c>validation_failed</c>, <c>idempotency_key_reused</c>, <c>no_address</c>.
    /// </summary>
    [Alias("Send")]
    Task<Result<Notification>> SendAsync(SendNotice command, CancellationToken cancellationToken = default);

    /// <summary>The notifications, newest first. Errors: <c>cursor_invalid</c>.</summary>
    [AlwaysInterleave, Alias("List")]
    Task<Result<Page<Notification>>> ListAsync(bool unreadOnly, PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>How many are unread, up to <see cref="NotificationLimits.MaxCounted"/>.</summary>
    [AlwaysInterleave, Alias("CountUnread")]
    Task<int> CountUnreadAsync(CancellationToken cancellationToken = default);

    /// <summary>One notification. Errors: <c>notification_not_found</c>.</summary>
    [AlwaysInterleave, Alias("Get")]
    Task<Result<Notification>> GetAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Marks one as read or unread. Errors: <c>notification_not_found</c>.</summary>
    [AlwaysInterleave, Alias("Mark")]
    Task<Result<Notification>> MarkAsync(Guid id, bool isRead, CancellationToken cancellationToken = default);

    /// <summary>Marks all as read that are not newer than that. Answers how many that were.</summary>
    [AlwaysInterleave, Alias("MarkAllRead")]
    Task<int> MarkAllReadAsync(DateTimeOffset upTo, CancellationToken cancellationToken = default);

    /// <summary>Deletes one; what is still to be delivered of it is not. Errors: <c>notification_not_found</c>.</summary>
    [AlwaysInterleave, Alias("Delete")]
    Task<Result> DeleteAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Tells nodes with clients of the person, by the stream of <see cref="InboxNodes"/>, of notifications that are durable, if any, and of how many are unread.
    /// </summary>
    [AlwaysInterleave, Alias("Announce")]
    Task AnnounceAsync(ImmutableArray<Guid> ids, ImmutableArray<string> nodeIds, CancellationToken cancellationToken = default);

    /// <summary>How far it is on each channel. Errors: <c>notification_not_found</c>.</summary>
    [AlwaysInterleave, Alias("ListDeliveries")]
    Task<Result<Page<NotificationDelivery>>> ListDeliveriesAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends one by mail, whatever the person has chosen; one that is on its way or was sent is not sent again. Errors:
    /// <c>notification_not_found</c>, <c>no_address</c>.
    /// </summary>
    [Alias("SendByEmail")]
    Task<Result<NotificationDelivery>> SendByEmailAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Has the mail of one tried again that has failed or is dead. Errors: <c>notification_not_found</c>, <c>delivery_not_found</c>,
    /// <c>delivery_status</c>.
    /// </summary>
    [Alias("ResendByEmail")]
    Task<Result<NotificationDelivery>> ResendByEmailAsync(Guid id, CancellationToken cancellationToken = default);
}
