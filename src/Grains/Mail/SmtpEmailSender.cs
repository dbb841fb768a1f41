using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Options;
using Nusaloka.Grains.Deliveries;

namespace Nusaloka.Grains.Mail;

/// <summary>Sends mails to an SMTP server, a connection each.</summary>
internal sealed class SmtpEmailSender(IOptions<SmtpOptions> options, TimeProvider time) : IEmailSender
{
    /// <inheritdoc/>
    public async Task SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        var server = options.Value;
        using var limit = new CancellationTokenSource(server.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var mail = Compose(message, server);
        using var client = new SmtpClient(server.Host, server.Port)
        {
            EnableSsl = server.Tls,
            // Headers in UTF-8 (RFC 6532) only to addresses that cannot do without: not everybody reads them.
            DeliveryFormat = Ascii.IsValid(message.To) ? SmtpDeliveryFormat.SevenBit : SmtpDeliveryFormat.International,
            Credentials = server.User.Length > 0 ? new NetworkCredential(server.User, server.Password) : null,
        };
        try
        {
            await client.SendMailAsync(mail, either.Token).WaitAsync(either.Token);
        }
        catch (SmtpException exception) when (IsFinal(exception))
        {
            throw new DeliveryRefusedException($"The mail server answered {exception.StatusCode}.", exception);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The mail server took longer than {server.Timeout} (NUSALOKA_SMTP__TIMEOUT).", exception);
        }
    }

    private static MailMessage Compose(EmailMessage message, SmtpOptions server)
    {
        var mail = new MailMessage
        {
            From = new MailAddress(server.From, server.FromName, Encoding.UTF8),
            Subject = message.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = message.Text,
            BodyEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        mail.To.Add(new MailAddress(message.To));
        mail.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(message.Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        mail.Headers.Add("Message-ID", $"<{message.Id:N}@{server.From[(server.From.IndexOf('@', StringComparison.Ordinal) + 1)..]}>");
        mail.Headers.Add("Content-Language", message.Language);
        // No holiday notices, please (RFC 3834).
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        if (message.UnsubscribeUrl is { } link)
        {
            mail.Headers.Add("List-Unsubscribe", $"<{link}>");
            mail.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        return mail;
    }

    /// <summary>
    /// What the same mail will meet again: there is no such mailbox, or it is not for us. Other answers of 5xx are about the server or our
    /// account there, which people repair.
    /// </summary>
    private static bool IsFinal(SmtpException exception) => exception.StatusCode
        is SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath
            or SmtpStatusCode.ExceededStorageAllocation or SmtpStatusCode.SyntaxError;
}
