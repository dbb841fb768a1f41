namespace Nusaloka.Grains.Referral;

/// <summary>What became of one reward.</summary>
internal enum RewardOutcome
{
    /// <summary>There is none to be credited.</summary>
    None,

    /// <summary>It is in the wallet.</summary>
    Credited,

    /// <summary>The wallet may not hold or receive so much now.</summary>
    Full,

    /// <summary>There is no such wallet any more.</summary>
    Gone,
}
