namespace Nusaloka.Grains.Referral;

/// <summary>Whose a code is.</summary>
public sealed record ReferralCodeState
{
    /// <summary>The person; null when nobody's.</summary>
    public string? OwnerId { get; init; }

    /// <summary>Whether it was somebody's who is gone: nobody gets it again.</summary>
    public bool IsRetired { get; init; }
}
