using Nusaloka.Persistence.Projections;
using Nusaloka.Sandbox;

namespace Nusaloka.Grains.Sandbox;

/// <summary>The table <c>sandbox_payout</c>, for the gateway's list of payouts.</summary>
internal sealed class SandboxPayoutProjection : IProjection<SandboxPayoutState>
{
    public IReadOnlyList<string> Tables { get; } = ["sandbox_payout"];

    public void Upsert(ISqlBatch batch, string id, SandboxPayoutState state) => batch.Add("""
        insert into sandbox_payout (id, status, amount, captured, created_at) values ($1, $2, $3, $4, $5)
        on conflict (id) do update set status = excluded.status, captured = excluded.captured
        """,
        id, SandboxWords.Of(state.Status), state.Amount.Units,
        state.Status == SandboxPayoutStatus.Succeeded ? state.Amount.Units : 0L, state.CreatedAt);

    public void Delete(ISqlBatch batch, string id) => batch.Add("delete from sandbox_payout where id = $1", id);
}
