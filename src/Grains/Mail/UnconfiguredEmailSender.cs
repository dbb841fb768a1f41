namespace Nusaloka.Grains.Mail;

/// <summary>Stands where there is no mail server: mails wait until there is one, or until they are of no use.</summary>
internal sealed class UnconfiguredEmailSender : IEmailSender
{
    /// <inheritdoc/>
    public Task SendAsync(EmailMessage message, CancellationToken cancellationToken) =>
        Task.FromException(new InvalidOperationException("There is no mail server: set NUSALOKA_SMTP__HOST."));
}
