namespace Nusaloka.Grains.Profiles;

/// <summary>
/// An officer has decided about an identity. What must follow: the wallet has the limits of its tier. It does not say what was decided,
/// so that one that comes late does nothing that is no longer true.
/// </summary>
/// <param name="AccountId">Whose.</param>
public sealed record VerificationDecided(string AccountId)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "profile.verification_decided";
}
