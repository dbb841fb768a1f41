using System.Collections.Immutable;

namespace Nusaloka.Referral;

/// <summary>What became of a person's code.</summary>
/// <param name="Joined">How many came by it.</param>
/// <param name="Rewarded">For how many of them who invited was rewarded.</param>
/// <param name="Earned">What that earned.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReferralTotals")]
public sealed record ReferralTotals(
    [property: Id(0)] long Joined,
    [property: Id(1)] long Rewarded,
    [property: Id(2)] Money Earned);

/// <summary>Somebody who came by a person's code.</summary>
/// <param name="Initials">Such as S.R.; empty when the account is closed.</param>
/// <param name="Status">How far the rewards are.</param>
/// <param name="JoinedAt">When they joined, UTC.</param>
/// <param name="Reward">What who invited was credited; zero while nothing was.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.JoinedPerson")]
public sealed record JoinedPerson(
    [property: Id(0)] string Initials,
    [property: Id(1)] ReferralStatus Status,
    [property: Id(2)] DateTimeOffset JoinedAt,
    [property: Id(3)] Money Reward);

/// <summary>A credit for inviting or for being invited.</summary>
/// <param name="TransactionId">The transaction that brought it.</param>
/// <param name="ForInviting">Whether it is for inviting; otherwise for being invited.</param>
/// <param name="Amount">More than zero.</param>
/// <param name="At">When, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReferralReward")]
public sealed record ReferralReward(
    [property: Id(0)] string TransactionId,
    [property: Id(1)] bool ForInviting,
    [property: Id(2)] Money Amount,
    [property: Id(3)] DateTimeOffset At);

/// <summary>Who has invited most in a month.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Entries">Best first.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReferralLeaderboard")]
public sealed record ReferralLeaderboard(
    [property: Id(0)] DateOnly Month,
    [property: Id(1)] ImmutableArray<ReferralLeader> Entries)
{
    /// <summary>How many are on it.</summary>
    public const int MaxEntries = 20;
}

/// <summary>One on the leaderboard.</summary>
/// <param name="Rank">1 for the best; who has as many has the same.</param>
/// <param name="Initials">Such as S.R.</param>
/// <param name="Rewarded">For how many newcomers they were rewarded.</param>
/// <param name="IsCaller">Whether it is who asks.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReferralLeader")]
public sealed record ReferralLeader(
    [property: Id(0)] long Rank,
    [property: Id(1)] string Initials,
    [property: Id(2)] long Rewarded,
    [property: Id(3)] bool IsCaller);
