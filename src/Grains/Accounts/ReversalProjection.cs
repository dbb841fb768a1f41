using Nusaloka.Persistence.Projections;

namespace Nusaloka.Grains.Accounts;

/// <summary>The table <c>identifier_reversal</c>: wishes to take a change of address or number back that are not decided.</summary>
internal sealed class ReversalProjection : IProjection<AccountState>
{
    public IReadOnlyList<string> Tables { get; } = ["identifier_reversal"];

    public void Upsert(ISqlBatch batch, string id, AccountState state)
    {
        if (state.Reversal is not { } asked)
        {
            // Nearly no account has ever had one, and every write of an account comes by here: only what ends one deletes.
            if (!state.IsOpen || state.PendingEvents.Any(static one => one.Type is IdentifierReverted.Type or ReversalStep.RejectedType))
                Delete(batch, id);
            return;
        }

        batch.Add("""
            insert into identifier_reversal (account_id, asked_at, due_at, is_contested) values ($1, $2, $3, $4)
            on conflict (account_id) do update set asked_at = excluded.asked_at, due_at = excluded.due_at, is_contested = excluded.is_contested
            """,
            id, asked.AskedAt, asked.DueAt, asked.IsContested);
    }

    public void Delete(ISqlBatch batch, string id) => batch.Add("delete from identifier_reversal where account_id = $1", id);
}
