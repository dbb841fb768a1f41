using Npgsql;
using NpgsqlTypes;
using Nusaloka.Grains.Payments.Reconciliations;
using Nusaloka.Payments;
using Nusaloka.Persistence.Projections;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Payments;

/// <summary>
/// The tables <c>payment</c>, for lists; <c>payment_attempt</c>, by which a webhook finds its payment; <c>payment_transfer</c>, by which
/// reconciliation knows the entries of clearing accounts; and <c>payment_quarantine</c>, for officers.
/// </summary>
internal sealed class PaymentProjection : IProjection<PaymentState>
{
    public IReadOnlyList<string> Tables { get; } = ["payment", "payment_attempt", "payment_transfer", "payment_quarantine"];

    public void Upsert(ISqlBatch batch, string id, PaymentState state)
    {
        if (state.Exists)
            UpsertPayment(batch, id, state);
        foreach (var attempt in state.Attempts)
        {
            batch.Add("""
                insert into payment_attempt (id, payment_id, method, reference) values ($1, $2, $3, $4)
                on conflict (id) do update set reference = excluded.reference
                """,
                attempt.Id, id, attempt.Method, attempt.Reference);
        }

        UpsertTransfers(batch, "payment_transfer", id, [.. ClearingTransfers.Of(state)]);
        foreach (var entry in state.Quarantine)
        {
            batch.Add("""
                insert into payment_quarantine (id, payment_id, is_open, created_at, entry) values ($1, $2, $3, $4, $5)
                on conflict (id) do update set is_open = excluded.is_open, entry = excluded.entry
                """,
                entry.Id, id, entry.Status == QuarantineStatus.Open, entry.CreatedAt, Json(entry));
        }
    }

    public void Delete(ISqlBatch batch, string id)
    {
        batch.Add("delete from payment where id = $1", id);
        batch.Add("delete from payment_attempt where payment_id = $1", id);
        batch.Add("delete from payment_transfer where subject_id = $1", id);
        batch.Add("delete from payment_quarantine where payment_id = $1", id);
    }

    /// <summary>Writes down the transfers of a payment or withdrawal, before they are made.</summary>
    public static void UpsertTransfers(ISqlBatch batch, string table, string id, IReadOnlyCollection<ClearingTransfer> transfers)
    {
        if (transfers.Count == 0)
            return;
        batch.Add($"""
            insert into {table} as t (id, subject_id, gateway, units) select v.id, $1, v.gateway, v.units from unnest($2, $3, $4) v (id, gateway, units)
            on conflict (id) do update set units = excluded.units where t.units <> excluded.units
            """,
            id, ArrayOf(NpgsqlDbType.Uuid, transfers.Select(static transfer => transfer.Id)),
            ArrayOf(NpgsqlDbType.Text, transfers.Select(static transfer => transfer.Gateway)),
            ArrayOf(NpgsqlDbType.Bigint, transfers.Select(static transfer => transfer.Units)));
    }

    private static void UpsertPayment(ISqlBatch batch, string id, PaymentState state) => batch.Add("""
        insert into payment (id, payer_id, method, status, amount, captured, refunded, created_at, updated_at, payment)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (id) do update set
            method = excluded.method, status = excluded.status, captured = excluded.captured, refunded = excluded.refunded,
            updated_at = excluded.updated_at, payment = excluded.payment
        """,
        id, state.PayerId, state.Source?.Method, (short)state.Status, state.Amount.Units, state.AmountCaptured.Units,
        state.AmountCaptured.Units - state.Kept.Units, state.CreatedAt, state.UpdatedAt, Json(state.View(id)));

    private static NpgsqlParameter ArrayOf<T>(NpgsqlDbType type, IEnumerable<T> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };

    private static NpgsqlParameter Json<T>(T value) => new() { Value = StateJson.Serialize(value), NpgsqlDbType = NpgsqlDbType.Jsonb };
}
