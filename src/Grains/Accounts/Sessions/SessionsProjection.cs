using Npgsql;
using NpgsqlTypes;
using Nusaloka.Persistence.Projections;

namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>The table <c>revocation</c>: written with the end of a session, so that no crash lies between the two.</summary>
internal sealed class SessionsProjection : IProjection<SessionsState>
{
    public IReadOnlyList<string> Tables { get; } = ["revocation"];

    public void Upsert(ISqlBatch batch, string id, SessionsState state)
    {
        if (state.Ended.IsEmpty)
            return;

        batch.Add(
            """
            insert into revocation (session_id, account_id, until)
            select session_id, $1, until from unnest($2, $3) as ended (session_id, until)
            on conflict (session_id) do nothing
            """,
            id,
            new NpgsqlParameter { Value = state.Ended.Select(static ended => ended.Id).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
            new NpgsqlParameter
            {
                Value = state.Ended.Select(static ended => ended.TokensUntil.UtcDateTime).ToArray(),
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
            });
    }

    public void Delete(ISqlBatch batch, string id) => batch.Add("delete from revocation where account_id = $1", id);
}
