using Nusaloka.Grains.Deliveries;

namespace Nusaloka.Grains.Mail;

/// <summary>Sends mails. Whoever has something to say to a person gives it to <see cref="IMailGrain"/>, which tries until it is sent.</summary>
internal interface IEmailSender
{
    /// <summary>Hands the mail over once; when it returns, a server has taken it.</summary>
    /// <exception cref="DeliveryRefusedException">It will never be taken. Any other exception: it may be tried again.</exception>
    Task SendAsync(EmailMessage message, CancellationToken cancellationToken);
}
