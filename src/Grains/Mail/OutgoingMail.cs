namespace Nusaloka.Grains.Mail;

/// <summary>A mail to be sent.</summary>
/// <param name="To">One address.</param>
/// <param name="Language">The language of the content, see <see cref="Deliveries.Languages"/>.</param>
/// <param name="Content">What it says.</param>
/// <param name="ExpiresAt">From when on it is of no use to anybody: it is tried until then.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.OutgoingMail")]
internal sealed record OutgoingMail(
    [property: Id(0)] string To,
    [property: Id(1)] string Language,
    [property: Id(2)] MailContent Content,
    [property: Id(3)] DateTimeOffset ExpiresAt)
{
    /// <summary>For logs: neither the person nor what is said.</summary>
    public override string ToString() => $"{nameof(OutgoingMail)} {{ ExpiresAt = {ExpiresAt} }}";
}
