namespace Nusaloka.Grains.Profiles;

/// <summary>Whose account is verified by a document.</summary>
internal sealed record IdentityClaimState
{
    /// <summary>Whose; null when nobody's is.</summary>
    public string? AccountId { get; init; }
}
