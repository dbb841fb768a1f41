using Nusaloka.Persistence.Projections;

namespace Nusaloka.Grains.Payments.Webhooks;

/// <summary>The table <c>webhook_inbox</c>: what was taken in, for officers.</summary>
internal sealed class WebhookProjection : IProjection<WebhookState>
{
    public IReadOnlyList<string> Tables { get; } = ["webhook_inbox"];

    public void Upsert(ISqlBatch batch, string id, WebhookState state) => batch.Add("""
        insert into webhook_inbox (id, gateway, event_id, kind, status, payment_id, attempts, last_error, received_at, applied_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (id) do update set
            status = excluded.status, payment_id = excluded.payment_id, attempts = excluded.attempts, last_error = excluded.last_error,
            applied_at = excluded.applied_at
        """,
        RowId(id), state.Gateway, state.EventId, PaymentRules.NameOf(state.Event.Kind), PaymentRules.NameOf(state.Status),
        state.Subject, state.Attempts, state.LastError, state.ReceivedAt, state.AppliedAt);

    public void Delete(ISqlBatch batch, string id) => batch.Add("delete from webhook_inbox where id = $1", RowId(id));

    private static Guid RowId(string id) => NameBasedId.Create($"webhook\n{id}");
}
