using Dapper;
using Npgsql;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>Has the database write down each version of each grain's state, in the order in which they were committed.</summary>
internal static class VersionLog
{
    /// <summary>Begins. Versions from before are not in the log.</summary>
    public static async Task InstallAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("""
            create table scenario_version_log (
                number bigint generated always as identity primary key,
                kind text not null, id text not null, version_before bigint, version_after bigint, connection integer not null
            );
            create function scenario_log_version() returns trigger language plpgsql as $$
            begin
                insert into scenario_version_log (kind, id, version_before, version_after, connection)
                values (coalesce(new.kind, old.kind), coalesce(new.id, old.id), old.version, new.version, pg_backend_pid());
                return null;
            end $$;
            create trigger scenario_log_version after insert or update or delete on grain_state
                for each row execute function scenario_log_version();
            """);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>All writes, each grain's in the order of their commits: the row of a grain is locked until its writer has committed.</summary>
    public static async Task<IReadOnlyList<StateWrite>> ReadAsync(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        return (await connection.QueryAsync<StateWrite>("""
            select kind, id, version_before as "Before", version_after as "After", connection from scenario_version_log order by number
            """)).AsList();
    }
}
