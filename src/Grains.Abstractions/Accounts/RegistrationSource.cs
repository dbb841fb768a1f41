namespace Nusaloka.Accounts;

/// <summary>Where a registration comes from. Only fingerprints of it are kept.</summary>
/// <param name="Address">The caller's network address as text; null when it is not known.</param>
/// <param name="DeviceId">What the app calls the device: at most 100 characters; null when it does not say.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RegistrationSource")]
public sealed record RegistrationSource(
    [property: Id(0)] string? Address,
    [property: Id(1)] string? DeviceId)
{
    /// <summary>For logs: without the address.</summary>
    public override string ToString() => nameof(RegistrationSource);
}
