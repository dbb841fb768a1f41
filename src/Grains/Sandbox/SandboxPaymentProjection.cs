using Nusaloka.Persistence.Projections;

namespace Nusaloka.Grains.Sandbox;

/// <summary>The table <c>sandbox_payment</c>, for the gateway's lists of payments and disputes.</summary>
internal sealed class SandboxPaymentProjection : IProjection<SandboxPaymentState>
{
    public IReadOnlyList<string> Tables { get; } = ["sandbox_payment"];

    public void Upsert(ISqlBatch batch, string id, SandboxPaymentState state) => batch.Add("""
        insert into sandbox_payment (id, status, amount, captured, created_at, disputed_at, dispute_status, disputed, dispute_reason)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (id) do update set
            status = excluded.status, captured = excluded.captured, disputed_at = excluded.disputed_at,
            dispute_status = excluded.dispute_status, disputed = excluded.disputed, dispute_reason = excluded.dispute_reason
        """,
        id, SandboxWords.Of(state.Status), state.Amount.Units, state.Captured.Units, state.CreatedAt, state.DisputedAt,
        state.Dispute is { } dispute ? SandboxWords.Of(dispute.Status) : null, state.Dispute?.Amount.Units, state.Dispute?.Reason);

    public void Delete(ISqlBatch batch, string id) => batch.Add("delete from sandbox_payment where id = $1", id);
}
