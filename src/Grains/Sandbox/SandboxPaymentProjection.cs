using System.Text.Json;
using Nusaloka.Persistence.Projections;

namespace Nusaloka.Grains.Sandbox;

/// <summary>The table <c>sandbox_payment</c>, for the gateway's list of payments.</summary>
internal sealed class SandboxPaymentProjection : IProjection<SandboxPaymentState>
{
    public IReadOnlyList<string> Tables { get; } = ["sandbox_payment"];

    public void Upsert(ISqlBatch batch, string id, SandboxPaymentState state) => batch.Add("""
        insert into sandbox_payment (id, status, amount, captured, created_at) values ($1, $2, $3, $4, $5)
        on conflict (id) do update set status = excluded.status, captured = excluded.captured
        """,
        id, JsonNamingPolicy.SnakeCaseLower.ConvertName(state.Status.ToString()), state.Amount.Units, state.Captured.Units, state.CreatedAt);

    public void Delete(ISqlBatch batch, string id) => batch.Add("delete from sandbox_payment where id = $1", id);
}
