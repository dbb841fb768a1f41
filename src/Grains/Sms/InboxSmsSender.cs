using Nusaloka.Grains.Development;

namespace Nusaloka.Grains.Sms;

/// <summary>Puts short messages into the development inbox.</summary>
internal sealed class InboxSmsSender(DevelopmentInbox inbox) : ISmsSender
{
    /// <inheritdoc/>
    public Task SendAsync(SmsMessage message, CancellationToken cancellationToken) =>
        inbox.AddAsync("sms", message.To, subject: null, message.Text, message.Id, cancellationToken);
}
