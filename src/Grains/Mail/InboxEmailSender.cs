using Nusaloka.Grains.Development;

namespace Nusaloka.Grains.Mail;

/// <summary>Puts mails into the development inbox.</summary>
internal sealed class InboxEmailSender(DevelopmentInbox inbox) : IEmailSender
{
    /// <inheritdoc/>
    public Task SendAsync(EmailMessage message, CancellationToken cancellationToken) =>
        inbox.AddAsync("email", message.To, message.Subject, message.Text, message.Id, cancellationToken);
}
