using Npgsql;

namespace Nusaloka.Bench.Ledger;

/// <summary>
/// Has PostgreSQL write out what the sides before have changed. Otherwise whoever comes next may pay for it: what one side has left in memory
/// would be written while another is measured.
/// </summary>
internal static class CleanPages
{
    public static async Task MakeAsync(string postgres)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("checkpoint", connection) { CommandTimeout = 120 };
        try
        {
            await command.ExecuteNonQueryAsync();
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // As it was without: figures of sides that come after much writing are lower. `grant pg_checkpoint` to the user helps.
        }
    }
}
