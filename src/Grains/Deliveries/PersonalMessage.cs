using Nusaloka.Grains.Mail;

namespace Nusaloka.Grains.Deliveries;

/// <summary>Something to be said to a person, in one language, by mail or by SMS.</summary>
/// <param name="Language">See <see cref="Languages"/>.</param>
/// <param name="Mail">What a mail says.</param>
/// <param name="Sms">What an SMS says; one part is 160 letters of ASCII.</param>
/// <param name="ExpiresAt">From when on it is of no use: it is tried until then, at most some days.</param>
internal sealed record PersonalMessage(string Language, MailContent Mail, string Sms, DateTimeOffset ExpiresAt)
{
    /// <summary>For logs: not what it says.</summary>
    public override string ToString() => $"{nameof(PersonalMessage)} {{ ExpiresAt = {ExpiresAt} }}";
}
