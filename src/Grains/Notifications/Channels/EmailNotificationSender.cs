using Nusaloka.Accounts;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Mail;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications.Channels;

/// <summary>Mails to the proven address of the person as it is at that moment.</summary>
internal sealed class EmailNotificationSender(IGrainFactory grains, IEmailSender sender, UnsubscribeLinks links) : INotificationSender
{
    public NotificationChannel Channel => NotificationChannel.Email;

    public async Task SendAsync(OutgoingNotification outgoing, CancellationToken cancellationToken)
    {
        var account = await grains.GetGrain<IAccountGrain>(outgoing.Order.AccountId).GetAsync(cancellationToken);
        if (account.Value is not { Email: { } address, IsEmailVerified: true })
            throw new DeliveryRefusedException("The person has no proven e-mail address.");

        var content = Content(outgoing);
        var (text, html) = MailLayout.Render(content, outgoing.Language);
        // One click ends mails of all that is in it, or the next digest would come all the same.
        var end = links.For(outgoing.Order.AccountId, outgoing.Notifications.Select(static one => one.Category));
        await sender.SendAsync(
            new EmailMessage(address, content.Subject, text, html, outgoing.Language, outgoing.Id) { UnsubscribeUrl = end }, cancellationToken);
    }

    private static MailContent Content(OutgoingNotification outgoing) => outgoing.Notifications.Length == 1
        ? new MailContent(outgoing.Newest.Title, [outgoing.Newest.Body])
        : new MailContent(
            Languages.Choose(
                outgoing.Language, $"{outgoing.Notifications.Length} kabar baru dari Nusaloka", $"{outgoing.Notifications.Length} new things on Nusaloka"),
            [.. outgoing.Notifications.Select(static one => $"{one.Title}: {one.Body}")]);
}
