using System.Collections.Immutable;

namespace Nusaloka.Grains.Referral;

/// <summary>Who was counted.</summary>
public sealed record RewardQuotaState
{
    /// <summary>Their accounts, at most as many as the bound allows, which is 1,000.</summary>
    public ImmutableArray<string> NewcomerIds { get; init; } = [];
}
