using Nusaloka.Grains.Deliveries;

namespace Nusaloka.Grains.Mail;

/// <summary>One mail on its way.</summary>
[GrainType("mail")]
internal sealed class MailGrain : Grain, IMailGrain, IRemindable
{
    private readonly Delivery<OutgoingMail> _delivery;
    private readonly IEmailSender _sender;

    public MailGrain([PersistentState("state")] IPersistentState<DeliveryState> state, IEmailSender sender, DeliveryTools tools)
    {
        _sender = sender;
        _delivery = new Delivery<OutgoingMail>(this, state, "email", SendAsync, tools);
    }

    public Task AcceptAsync(OutgoingMail mail, CancellationToken cancellationToken) => _delivery.AcceptAsync(mail, mail.ExpiresAt);

    public Task ReceiveReminder(string reminderName, TickStatus status) => _delivery.GoOnAsync(CancellationToken.None);

    private Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var (text, html) = MailLayout.Render(mail.Content, mail.Language);
        var id = NameBasedId.Create("mail\n" + this.GetPrimaryKeyString());
        return _sender.SendAsync(new EmailMessage(mail.To, mail.Content.Subject, text, html, mail.Language, id), cancellationToken);
    }
}
