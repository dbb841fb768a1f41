namespace Nusaloka.Grains.Sms;

/// <summary>A short message to be sent.</summary>
/// <param name="To">E.164.</param>
/// <param name="Text">What it says.</param>
/// <param name="ExpiresAt">From when on it is of no use to anybody: it is tried until then.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.OutgoingSms")]
internal sealed record OutgoingSms(
    [property: Id(0)] string To,
    [property: Id(1)] string Text,
    [property: Id(2)] DateTimeOffset ExpiresAt)
{
    /// <summary>For logs: neither the person nor what is said.</summary>
    public override string ToString() => $"{nameof(OutgoingSms)} {{ ExpiresAt = {ExpiresAt} }}";
}
