namespace Nusaloka.Referral;

/// <summary>How a person invites others, and whether somebody invited them.</summary>
/// <param name="Code">To be passed on.</param>
/// <param name="Terms">What an invitation of today earns.</param>
/// <param name="Invitation">How the person came; null when nobody invited them.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReferralOverview")]
public sealed record ReferralOverview(
    [property: Id(0)] string Code,
    [property: Id(1)] ReferralTerms Terms,
    [property: Id(2)] ReferralInvitation? Invitation);

/// <summary>What inviting earns. The terms of an invitation are those of the day on which the newcomer joined.</summary>
/// <param name="NewcomerReward">For the newcomer; may be zero.</param>
/// <param name="ReferrerReward">For who invited them; may be zero.</param>
/// <param name="MinimumPayment">The newcomer's first payment of at least this much earns both.</param>
/// <param name="MonthlyCap">For so many newcomers a month who invites is rewarded.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReferralTerms")]
public sealed record ReferralTerms(
    [property: Id(0)] Money NewcomerReward,
    [property: Id(1)] Money ReferrerReward,
    [property: Id(2)] Money MinimumPayment,
    [property: Id(3)] int MonthlyCap);

/// <summary>How a newcomer came.</summary>
/// <param name="Status">How far the rewards are.</param>
/// <param name="JoinedAt">When they joined, UTC.</param>
/// <param name="Terms">What it earns.</param>
/// <param name="Reason">Why there is no reward; null when there may be.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReferralInvitation")]
public sealed record ReferralInvitation(
    [property: Id(0)] ReferralStatus Status,
    [property: Id(1)] DateTimeOffset JoinedAt,
    [property: Id(2)] ReferralTerms Terms,
    [property: Id(3)] string? Reason);

/// <summary>How far the rewards of an invitation are. Stored: never renumber.</summary>
[GenerateSerializer, Alias("nusaloka.ReferralStatus")]
public enum ReferralStatus
{
    /// <summary>The newcomer has not paid for anything yet.</summary>
    Joined = 0,

    /// <summary>The rewards are on their way.</summary>
    Due = 1,

    /// <summary>The rewards are credited.</summary>
    Rewarded = 2,

    /// <summary>There is no reward.</summary>
    Refused = 3,

    /// <summary>The rewards were credited, and are taken back: the payment that earned them came to nothing.</summary>
    TakenBack = 4,
}
