using Nusaloka.Accounts;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Sms;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications.Channels;

/// <summary>Short messages to the proven number of the person as it is at that moment, within countries and budget. The provider has taken it when this returns.</summary>
internal sealed class SmsNotificationSender(IGrainFactory grains, MeteredSmsSender sender) : INotificationSender
{
    private const int MaxLength = 320;

    public NotificationChannel Channel => NotificationChannel.Sms;

    public async Task SendAsync(OutgoingNotification outgoing, CancellationToken cancellationToken)
    {
        var account = await grains.GetGrain<IAccountGrain>(outgoing.Order.AccountId).GetAsync(cancellationToken);
        if (account.Value is not { Phone: { } number, IsPhoneVerified: true })
            throw new DeliveryRefusedException("The person has no proven phone number.");

        var text = $"Nusaloka: {outgoing.Newest.Title}. {outgoing.Newest.Body}";
        await sender.SendAsync(
            new SmsMessage(number, text.Length > MaxLength ? text[..(MaxLength - 1)] + "…" : text, outgoing.Id), isProven: true, cancellationToken);
    }
}
