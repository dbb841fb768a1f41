using Nusaloka.Persistence.Projections;
using Nusaloka.Referral;

namespace Nusaloka.Grains.Referral;

/// <summary>The table <c>referral</c>: who invited whom, and what it earned. Names are looked up when it is read, so none is in it.</summary>
internal sealed class ReferralProjection : IProjection<ReferralState>
{
    public IReadOnlyList<string> Tables { get; } = ["referral"];

    public void Upsert(ISqlBatch batch, string id, ReferralState state)
    {
        if (state.Invitation is not { } invitation)
        {
            Delete(batch, id);
            return;
        }

        var isCredited = invitation.Status == ReferralStatus.Rewarded;
        batch.Add("""
            insert into referral (newcomer_id, referrer_id, status, joined_at, rewarded_at, newcomer_reward, referrer_reward)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (newcomer_id) do update set
                status = excluded.status, rewarded_at = excluded.rewarded_at, newcomer_reward = excluded.newcomer_reward,
                referrer_reward = excluded.referrer_reward
            """,
            id, invitation.ReferrerId, (short)invitation.Status, invitation.JoinedAt, invitation.RewardedAt,
            isCredited ? invitation.NewcomerReward.Units : 0L, isCredited ? invitation.ReferrerReward.Units : 0L);
    }

    public void Delete(ISqlBatch batch, string id) => batch.Add("delete from referral where newcomer_id = $1", id);
}
