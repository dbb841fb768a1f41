using Nusaloka.Grains.Deliveries;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>Delivers on one channel. Register it as a singleton of this interface.</summary>
internal interface INotificationSender
{
    /// <summary>Which one.</summary>
    NotificationChannel Channel { get; }

    /// <summary>Hands it over once; when it returns, it was taken.</summary>
    /// <exception cref="DeliveryRefusedException">It will never be taken. Any other exception: it may be tried again.</exception>
    Task SendAsync(OutgoingNotification outgoing, CancellationToken cancellationToken);
}
