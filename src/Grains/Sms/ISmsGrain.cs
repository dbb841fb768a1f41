namespace Nusaloka.Grains.Sms;

/// <summary>
/// Sends one short message until the provider takes it. Key: whatever names the message, by custom the id of the event that asks for it:
/// the same key is the same message, however often it is asked for.
/// </summary>
[Alias("nusaloka.ISmsGrain")]
internal interface ISmsGrain : IGrainWithStringKey
{
    /// <summary>Remembers the message, to be sent at once. The same again changes nothing.</summary>
    [Alias("Accept")]
    Task AcceptAsync(OutgoingSms sms, CancellationToken cancellationToken = default);
}
