using Npgsql;
using NpgsqlTypes;
using Nusaloka.Grains.Payments.Reconciliations;
using Nusaloka.Payments;
using Nusaloka.Persistence.Projections;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Payments.Withdrawals;

/// <summary>
/// The tables <c>withdrawal</c>, for lists; <c>withdrawal_transfer</c>, by which reconciliation knows the entries of clearing accounts; and
/// <c>withdrawal_quarantine</c>, for officers.
/// </summary>
internal sealed class WithdrawalProjection : IProjection<WithdrawalState>
{
    public IReadOnlyList<string> Tables { get; } = ["withdrawal", "withdrawal_transfer", "withdrawal_quarantine"];

    public void Upsert(ISqlBatch batch, string id, WithdrawalState state)
    {
        batch.Add("""
            insert into withdrawal (id, account_id, gateway, status, amount, created_at, updated_at, withdrawal) values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (id) do update set status = excluded.status, updated_at = excluded.updated_at, withdrawal = excluded.withdrawal
            """,
            id, state.AccountId, state.Gateway, (short)state.Status, state.Amount.Units, state.CreatedAt, state.UpdatedAt,
            Json(state.View(id)));
        PaymentProjection.UpsertTransfers(batch, "withdrawal_transfer", id, [.. ClearingTransfers.Of(id, state)]);
        foreach (var entry in state.Quarantine)
        {
            batch.Add("""
                insert into withdrawal_quarantine (id, withdrawal_id, is_open, created_at, entry) values ($1, $2, $3, $4, $5)
                on conflict (id) do update set is_open = excluded.is_open, entry = excluded.entry
                """,
                entry.Id, id, entry.Status == QuarantineStatus.Open, entry.CreatedAt, Json(entry));
        }
    }

    public void Delete(ISqlBatch batch, string id)
    {
        batch.Add("delete from withdrawal where id = $1", id);
        batch.Add("delete from withdrawal_transfer where subject_id = $1", id);
        batch.Add("delete from withdrawal_quarantine where withdrawal_id = $1", id);
    }

    private static NpgsqlParameter Json<T>(T value) => new() { Value = StateJson.Serialize(value), NpgsqlDbType = NpgsqlDbType.Jsonb };
}
