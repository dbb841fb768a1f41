using Nusaloka.Referral;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of referral.</content>
public sealed partial class ParrotGrain
{
    public Task<JoinReferral> SayAsync(JoinReferral message) => Task.FromResult(message);

    public Task<JoinedPerson> SayAsync(JoinedPerson message) => Task.FromResult(message);

    public Task<ReferralInvitation> SayAsync(ReferralInvitation message) => Task.FromResult(message);

    public Task<ReferralLeader> SayAsync(ReferralLeader message) => Task.FromResult(message);

    public Task<ReferralLeaderboard> SayAsync(ReferralLeaderboard message) => Task.FromResult(message);

    public Task<ReferralOverview> SayAsync(ReferralOverview message) => Task.FromResult(message);

    public Task<ReferralReward> SayAsync(ReferralReward message) => Task.FromResult(message);

    public Task<ReferralStatus> SayAsync(ReferralStatus message) => Task.FromResult(message);

    public Task<ReferralTerms> SayAsync(ReferralTerms message) => Task.FromResult(message);

    public Task<ReferralTotals> SayAsync(ReferralTotals message) => Task.FromResult(message);

    public Task<Page<JoinedPerson>> SayAsync(Page<JoinedPerson> message) => Task.FromResult(message);

    public Task<Page<ReferralReward>> SayAsync(Page<ReferralReward> message) => Task.FromResult(message);

    public Task<Result<Page<JoinedPerson>>> SayAsync(Result<Page<JoinedPerson>> message) => Task.FromResult(message);

    public Task<Result<Page<ReferralReward>>> SayAsync(Result<Page<ReferralReward>> message) => Task.FromResult(message);

    public Task<Result<ReferralOverview>> SayAsync(Result<ReferralOverview> message) => Task.FromResult(message);
}
