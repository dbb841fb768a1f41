namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>What an event about a dispute says of our money.</summary>
[GenerateSerializer, Alias("nusaloka.DisputeFunds")]
internal enum DisputeFunds
{
    /// <summary>Nothing has moved with this event.</summary>
    Unmoved = 0,

    /// <summary>The amount was taken from what the gateway holds for us.</summary>
    Withdrawn = 1,

    /// <summary>The amount was given back to us.</summary>
    Reinstated = 2,
}
