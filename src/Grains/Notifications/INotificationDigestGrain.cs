using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>Gathers a person's mails. Key: the account id.</summary>
[Alias("nusaloka.INotificationDigestGrain")]
internal interface INotificationDigestGrain : IGrainWithStringKey
{
    /// <summary>
    /// Puts a notification into the next mail, which goes out one window after its first, or when the quiet hours end in which that is. Again
    /// changes nothing.
    /// </summary>
    [Alias("Add")]
    Task AddAsync(Guid notificationId, DigestWindow window, CancellationToken cancellationToken = default);

    /// <summary>Drops what was gathered.</summary>
    [Alias("Forget")]
    Task ForgetAsync(CancellationToken cancellationToken = default);
}
