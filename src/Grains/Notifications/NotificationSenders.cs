using System.Collections.Frozen;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>All channels that lead out.</summary>
internal sealed class NotificationSenders(IEnumerable<INotificationSender> senders)
{
    private readonly FrozenDictionary<NotificationChannel, INotificationSender> _senders = senders.ToFrozenDictionary(static sender => sender.Channel);

    /// <summary>What a channel is called in metrics and logs.</summary>
    public static string NameOf(NotificationChannel channel) => channel switch
    {
        NotificationChannel.InApp => "in_app",
        NotificationChannel.Email => "email",
        NotificationChannel.Sms => "sms",
        NotificationChannel.Push => "push",
        _ => "webhook",
    };

    /// <summary>Hands it to its channel once.</summary>
    public Task SendAsync(OutgoingNotification outgoing, CancellationToken cancellationToken) =>
        _senders.TryGetValue(outgoing.Order.Channel, out var sender)
            ? sender.SendAsync(outgoing, cancellationToken)
            : throw new DeliveryRefusedException($"Nothing is sent by {NameOf(outgoing.Order.Channel)}.");
}
