using Nusaloka.Persistence.Projections;

namespace Nusaloka.Grains.Accounts;

/// <summary>The table <c>account</c>: open accounts, for lists.</summary>
internal sealed class AccountProjection : IProjection<AccountState>
{
    /// <summary>The constraint that a second account with one phone number violates.</summary>
    public const string PhoneIndex = "account_phone";

    /// <summary>What a write violates after which no admin would be left who can sign in.</summary>
    public const string LastAdmin = "account_last_admin";

    public IReadOnlyList<string> Tables { get; } = ["account"];

    public void Upsert(ISqlBatch batch, string id, AccountState state)
    {
        if (!state.IsAdminInCharge)
            batch.Add("select account_admin_leaves($1)", id);
        if (!state.IsOpen)
        {
            Delete(batch, id);
            return;
        }

        batch.Add("""
            insert into account (id, full_name, email, phone, role, version, created_at, updated_at, banned_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (id) do update set
                full_name = excluded.full_name, email = excluded.email, phone = excluded.phone, role = excluded.role,
                version = excluded.version, updated_at = excluded.updated_at, banned_at = excluded.banned_at
            """,
            id, state.FullName, state.Email, state.Phone, (short)state.Role, state.Version, state.CreatedAt, state.UpdatedAt,
            state.Ban?.At);
    }

    public void Delete(ISqlBatch batch, string id) => batch.Add("delete from account where id = $1", id);
}
