using Nusaloka.Accounts;
using Nusaloka.Grains.Mail;
using Nusaloka.Grains.Sms;

namespace Nusaloka.Grains.Deliveries;

/// <summary>Says something to a person: by mail to an e-mail address, by SMS to a phone number.</summary>
internal sealed class Messenger(IGrainFactory grains)
{
    /// <summary>Has the message sent until it is taken. When this returns it is durable.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="message">What.</param>
    /// <param name="key">The same for the same message: by custom the id of the event that asks for it, and a word when it asks for several.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task SendAsync(Identifier to, PersonalMessage message, string key, CancellationToken cancellationToken) => to.Kind == IdentifierKind.Email
        ? grains.GetGrain<IMailGrain>(key).AcceptAsync(new OutgoingMail(to.Value, message.Language, message.Mail, message.ExpiresAt), cancellationToken)
        : grains.GetGrain<ISmsGrain>(key).AcceptAsync(new OutgoingSms(to.Value, message.Sms, message.ExpiresAt), cancellationToken);
}
