using Npgsql;
using NpgsqlTypes;
using Nusaloka.Persistence.Projections;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Payments.Withdrawals;

/// <summary>The table <c>withdrawal</c>, for lists.</summary>
internal sealed class WithdrawalProjection : IProjection<WithdrawalState>
{
    public IReadOnlyList<string> Tables { get; } = ["withdrawal"];

    public void Upsert(ISqlBatch batch, string id, WithdrawalState state) => batch.Add("""
        insert into withdrawal (id, account_id, gateway, status, amount, created_at, updated_at, withdrawal) values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (id) do update set status = excluded.status, updated_at = excluded.updated_at, withdrawal = excluded.withdrawal
        """,
        id, state.AccountId, state.Gateway, (short)state.Status, state.Amount.Units, state.CreatedAt, state.UpdatedAt,
        new NpgsqlParameter { Value = StateJson.Serialize(state.View(id)), NpgsqlDbType = NpgsqlDbType.Jsonb });

    public void Delete(ISqlBatch batch, string id) => batch.Add("delete from withdrawal where id = $1", id);
}
