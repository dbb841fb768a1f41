using Nusaloka.Referral;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of referral.</content>
public partial interface IParrotGrain
{
    Task<JoinReferral> SayAsync(JoinReferral message);

    Task<JoinedPerson> SayAsync(JoinedPerson message);

    Task<ReferralInvitation> SayAsync(ReferralInvitation message);

    Task<ReferralLeader> SayAsync(ReferralLeader message);

    Task<ReferralLeaderboard> SayAsync(ReferralLeaderboard message);

    Task<ReferralOverview> SayAsync(ReferralOverview message);

    Task<ReferralReward> SayAsync(ReferralReward message);

    Task<ReferralStatus> SayAsync(ReferralStatus message);

    Task<ReferralTerms> SayAsync(ReferralTerms message);

    Task<ReferralTotals> SayAsync(ReferralTotals message);

    Task<Page<JoinedPerson>> SayAsync(Page<JoinedPerson> message);

    Task<Page<ReferralReward>> SayAsync(Page<ReferralReward> message);

    Task<Result<Page<JoinedPerson>>> SayAsync(Result<Page<JoinedPerson>> message);

    Task<Result<Page<ReferralReward>>> SayAsync(Result<Page<ReferralReward>> message);

    Task<Result<ReferralOverview>> SayAsync(Result<ReferralOverview> message);
}
