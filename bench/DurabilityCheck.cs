using Npgsql;
using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench;

/// <summary>
/// Checks that whoever connects so waits at each commit until it is on disk, and for nothing else: a baseline that does not wait would be another's, and so
/// would one that waits for standbys. The connections of baselines set nothing of this themselves.
/// </summary>
internal static class DurabilityCheck
{
    /// <exception cref="InvariantBrokenException">They do not.</exception>
    public static async Task RunAsync(string postgres)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(postgres) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        foreach (var setting in new[] { "synchronous_commit", "fsync" })
        {
            await using var command = new NpgsqlCommand($"show {setting}", connection);
            if (await command.ExecuteScalarAsync() is not "on" and var found)
                throw new InvariantBrokenException($"PostgreSQL has {setting} = {found}; figures count with on only. Look at its settings, and those of the role.");
        }
    }
}
