namespace Nusaloka.Referral;

/// <summary>Says by whose code a person came.</summary>
/// <param name="Code">As the person writes it.</param>
/// <param name="DeviceId">What the app calls the device; null when it does not say.</param>
/// <param name="Address">The network address from which they say it; null when it is not known.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.JoinReferral")]
public sealed record JoinReferral(
    [property: Id(0)] string Code,
    [property: Id(1)] string? DeviceId,
    [property: Id(2)] string? Address = null);
