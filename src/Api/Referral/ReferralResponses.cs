using System.Globalization;
using Nusaloka.Referral;

namespace Nusaloka.Api.Referral;

/// <summary>How a person invites others, and whether somebody invited them.</summary>
/// <param name="Code">To be passed on.</param>
/// <param name="Joined">How many came by it.</param>
/// <param name="Rewarded">For how many of them there was a reward.</param>
/// <param name="Earned">What that earned, in whole rupiah.</param>
/// <param name="Terms">What an invitation of today earns.</param>
/// <param name="Invitation">How the person came; null when nobody invited them.</param>
public sealed record ReferralResponse(
    string Code, long Joined, long Rewarded, long Earned, ReferralTermsResponse Terms, ReferralInvitationResponse? Invitation)
{
    /// <summary>The wire shape of both together.</summary>
    public static ReferralResponse Of(ReferralOverview overview, ReferralTotals totals) => new(
        overview.Code, totals.Joined, totals.Rewarded, totals.Earned.Units, ReferralTermsResponse.Of(overview.Terms),
        overview.Invitation is { } invitation ? ReferralInvitationResponse.Of(invitation) : null);
}

/// <summary>What inviting earns.</summary>
/// <param name="NewcomerReward">For the newcomer, in whole rupiah.</param>
/// <param name="ReferrerReward">For who invited them, in whole rupiah.</param>
/// <param name="MinimumPayment">The newcomer's first payment of at least this much earns both.</param>
/// <param name="MonthlyCap">For so many newcomers a month who invites is rewarded.</param>
public sealed record ReferralTermsResponse(long NewcomerReward, long ReferrerReward, long MinimumPayment, int MonthlyCap)
{
    /// <summary>The wire shape of terms.</summary>
    public static ReferralTermsResponse Of(ReferralTerms terms) =>
        new(terms.NewcomerReward.Units, terms.ReferrerReward.Units, terms.MinimumPayment.Units, terms.MonthlyCap);
}

/// <summary>How a newcomer came.</summary>
/// <param name="Status">How far the rewards are.</param>
/// <param name="JoinedAt">When they joined.</param>
/// <param name="NewcomerReward">What it earns them, in whole rupiah.</param>
/// <param name="MinimumPayment">By a payment of at least this much.</param>
/// <param name="Reason">Why there is no reward; null when there may be.</param>
public sealed record ReferralInvitationResponse(
    ReferralStatus Status, DateTimeOffset JoinedAt, long NewcomerReward, long MinimumPayment, string? Reason)
{
    /// <summary>The wire shape of an invitation.</summary>
    public static ReferralInvitationResponse Of(ReferralInvitation invitation) => new(
        invitation.Status, invitation.JoinedAt, invitation.Terms.NewcomerReward.Units, invitation.Terms.MinimumPayment.Units, invitation.Reason);
}

/// <summary>Somebody who came by one's code.</summary>
/// <param name="Initials">Such as S.R.; empty when the account is closed.</param>
/// <param name="Status">How far the rewards are.</param>
/// <param name="JoinedAt">When they joined.</param>
/// <param name="Reward">What it earned, in whole rupiah; zero while nothing was credited.</param>
public sealed record JoinedPersonResponse(string Initials, ReferralStatus Status, DateTimeOffset JoinedAt, long Reward)
{
    /// <summary>The wire shape of a newcomer.</summary>
    public static JoinedPersonResponse Of(JoinedPerson person) => new(person.Initials, person.Status, person.JoinedAt, person.Reward.Units);
}

/// <summary>One page of newcomers.</summary>
/// <param name="Data">The items, newest first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record JoinedPeopleResponse(IReadOnlyList<JoinedPersonResponse> Data, string? NextCursor);

/// <summary>A credit for inviting or for being invited.</summary>
/// <param name="TransactionId">The transaction that brought it.</param>
/// <param name="ForInviting">Whether it is for inviting; otherwise for being invited.</param>
/// <param name="Amount">Whole rupiah.</param>
/// <param name="CreatedAt">When.</param>
public sealed record ReferralRewardResponse(string TransactionId, bool ForInviting, long Amount, DateTimeOffset CreatedAt)
{
    /// <summary>The wire shape of a reward.</summary>
    public static ReferralRewardResponse Of(ReferralReward reward) =>
        new(reward.TransactionId, reward.ForInviting, reward.Amount.Units, reward.At);
}

/// <summary>One page of rewards.</summary>
/// <param name="Data">The items, newest first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record ReferralRewardsResponse(IReadOnlyList<ReferralRewardResponse> Data, string? NextCursor);

/// <summary>Who has invited most in a month.</summary>
/// <param name="Month">Such as 2026-01.</param>
/// <param name="Data">Best first, at most 20.</param>
public sealed record ReferralLeaderboardResponse(string Month, IReadOnlyList<ReferralLeaderResponse> Data)
{
    /// <summary>The wire shape of a leaderboard.</summary>
    public static ReferralLeaderboardResponse Of(ReferralLeaderboard board) => new(
        board.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        [.. board.Entries.Select(static one => new ReferralLeaderResponse(one.Rank, one.Initials, one.Rewarded, one.IsCaller))]);
}

/// <summary>One on the leaderboard.</summary>
/// <param name="Rank">1 for the best; who has as many has the same.</param>
/// <param name="Initials">Such as S.R.</param>
/// <param name="Rewarded">For how many newcomers they were rewarded.</param>
/// <param name="IsYou">Whether it is the caller.</param>
public sealed record ReferralLeaderResponse(long Rank, string Initials, long Rewarded, bool IsYou);
