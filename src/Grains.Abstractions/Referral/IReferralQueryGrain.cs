namespace Nusaloka.Referral;

/// <summary>Lists of invitations and rewards. A stateless worker over the read model; key: any, by custom <c>"0"</c>.</summary>
[Alias("nusaloka.IReferralQueryGrain")]
public interface IReferralQueryGrain : IGrainWithStringKey
{
    /// <summary>How many came by a person's code, and what they have earned.</summary>
    [Alias("Count")]
    Task<ReferralTotals> CountAsync(string accountId, CancellationToken cancellationToken = default);

    /// <summary>Who came by a person's code, by initials only, newest first. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("ListJoined")]
    Task<Result<Page<JoinedPerson>>> ListJoinedAsync(string accountId, PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>What a person was credited for inviting and for being invited, newest first. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("ListRewards")]
    Task<Result<Page<ReferralReward>>> ListRewardsAsync(string accountId, PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>
    /// Who was rewarded for most people in a month of western Indonesian time, by initials only; at most
    /// <see cref="ReferralLeaderboard.MaxEntries"/>.
    /// </summary>
    [Alias("GetLeaderboard")]
    Task<ReferralLeaderboard> GetLeaderboardAsync(string accountId, DateOnly month, CancellationToken cancellationToken = default);
}
