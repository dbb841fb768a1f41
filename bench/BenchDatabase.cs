using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Nusaloka.Bench.Measuring;
using Nusaloka.Persistence.Migrations;

namespace Nusaloka.Bench;

/// <summary>A database of a benchmark's own, which is dropped at the end.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly string _admin;
    private readonly string _name;

    private BenchDatabase(string admin, string name) =>
        (_admin, _name, ConnectionString) = (admin, name, new NpgsqlConnectionStringBuilder(admin) { Database = name }.ConnectionString);

    public string ConnectionString { get; }

    /// <summary>Creates it anew on the server of the given connection.</summary>
    /// <exception cref="InvariantBrokenException">What is committed there is not on disk.</exception>
    public static async Task<BenchDatabase> CreateAsync(string admin, string suffix = "")
    {
        var database = new BenchDatabase(admin, $"nusaloka_bench_{Environment.ProcessId}{suffix}");
        await database.ExecuteAsync($"DROP DATABASE IF EXISTS {database._name}");
        await database.ExecuteAsync($"CREATE DATABASE {database._name}");
        try
        {
            await DurabilityCheck.RunAsync(database.ConnectionString);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }

        return database;
    }

    /// <summary>The same, with the product's tables.</summary>
    public static async Task<BenchDatabase> CreateMigratedAsync(string admin, string suffix)
    {
        var database = await CreateAsync(admin, suffix);
        await using var dataSource = NpgsqlDataSource.Create(database.ConnectionString);
        await new Migrator(dataSource, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync($"DROP DATABASE {_name} WITH (FORCE)");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_admin);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
