namespace Nusaloka.Grains.Referral;

/// <summary>What a registration says of an invitation. Address and device are fingerprints, see <see cref="ReferralFingerprints"/>.</summary>
/// <param name="Code">By whose code the person came; null when they named none.</param>
/// <param name="Address">The network address; null when it says nothing.</param>
/// <param name="Device">The device; null when the app does not say.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReferralClaim")]
public sealed record ReferralClaim(
    [property: Id(0)] string? Code,
    [property: Id(1)] string? Address,
    [property: Id(2)] string? Device)
{
    /// <summary>Whether there is anything to be remembered.</summary>
    public bool SaysSomething => Code is not null || Device is not null;
}
