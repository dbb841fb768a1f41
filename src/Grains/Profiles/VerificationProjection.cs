using Nusaloka.Persistence.Projections;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Profiles;

/// <summary>The table <c>identity_verification</c>: who waits for an officer, and who was looked at.</summary>
internal sealed class VerificationProjection : IProjection<ProfileState>
{
    public IReadOnlyList<string> Tables { get; } = ["identity_verification"];

    public void Upsert(ISqlBatch batch, string id, ProfileState state)
    {
        if (state.Verification == VerificationStatus.Unverified)
        {
            Delete(batch, id);
            return;
        }

        batch.Add("""
            insert into identity_verification (account_id, status, requested_at) values ($1, $2, $3)
            on conflict (account_id) do update set status = excluded.status, requested_at = excluded.requested_at
            """,
            id, (short)state.Verification, state.RequestedAt);
    }

    public void Delete(ISqlBatch batch, string id) => batch.Add("delete from identity_verification where account_id = $1", id);
}
