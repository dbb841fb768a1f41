namespace Nusaloka.Grains.Mail;

/// <summary>
/// Sends one mail until a server takes it. Key: whatever names the mail, by custom the id of the event that asks for it, and a word when
/// one event asks for several: the same key is the same mail, however often it is asked for.
/// </summary>
[Alias("nusaloka.IMailGrain")]
internal interface IMailGrain : IGrainWithStringKey
{
    /// <summary>Remembers the mail, to be sent at once. The same again changes nothing.</summary>
    [Alias("Accept")]
    Task AcceptAsync(OutgoingMail mail, CancellationToken cancellationToken = default);
}
