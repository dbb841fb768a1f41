using Dapper;
using Npgsql;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>Has the database write down which silo has claimed which wallet, to spend from it.</summary>
internal static class SpenderLog
{
    /// <summary>Begins. Claims from before are not in the log.</summary>
    public static async Task InstallAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("""
            create table scenario_spender_log (
                number bigint generated always as identity primary key, code text not null, silo text not null
            );
            create function scenario_log_spender() returns trigger language plpgsql as $$
            begin
                insert into scenario_spender_log (code, silo) values (new.code, current_setting('application_name'));
                return null;
            end $$;
            create trigger scenario_log_spender after update on ledger_account
                for each row when (old.spender is distinct from new.spender) execute function scenario_log_spender();
            """);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The silo that has claimed an account last.</summary>
    public static async Task<string> SpenderOfAsync(NpgsqlDataSource database, string code)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.QueryFirstOrDefaultAsync<string>(
            "select silo from scenario_spender_log where code = @code order by number desc limit 1", new { code })
            ?? throw new InvalidOperationException($"Nobody has claimed {code}.");
    }
}
