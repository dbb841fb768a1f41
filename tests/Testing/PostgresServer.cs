using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Nusaloka.Persistence.Migrations;

namespace Nusaloka.Testing;

/// <summary>The PostgreSQL server that tests use, and the template database with the product's schema on it.</summary>
internal static class PostgresServer
{
    private const string Variable = "NUSALOKA_TEST_POSTGRES";

    // "nltest": guards the making of the template across test processes.
    private const long TemplateLock = 0x6e6c_7465_7374;

    private static readonly Lazy<Task<string>> Template = new(CreateTemplateAsync);

    public static string AdminConnectionString => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"{Variable} is not set: run the tests with ./nusaloka test, which starts PostgreSQL and sets it.");

    public static string ConnectionStringOf(string database) =>
        new NpgsqlConnectionStringBuilder(AdminConnectionString) { Database = database, MaxPoolSize = 20 }.ConnectionString;

    /// <summary>Name of a database with the product's schema; made once per server and schema.</summary>
    public static Task<string> MigratedTemplateAsync() => Template.Value;

    /// <summary>Runs a statement on the administration database.</summary>
    public static async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAdminAsync();
        await ExecuteAsync(connection, sql);
    }

    private static async Task<string> CreateTemplateAsync()
    {
        var migrations = Migration.EmbeddedIn(typeof(Migrator).Assembly);
        var checksums = string.Concat(migrations.Select(migration => migration.Checksum));
        var name = $"nusaloka_template_{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(checksums)))[..12]}";

        await using var connection = await OpenAdminAsync();
        await ExecuteAsync(connection, $"select pg_advisory_lock({TemplateLock})");
        await using var lookUp = new NpgsqlCommand("select exists (select from pg_database where datname = $1 and datistemplate)", connection)
        {
            Parameters = { new() { Value = name } },
        };
        if (await lookUp.ExecuteScalarAsync() is true)
            return name;

        // One without the template mark is left over from a run that was cut off.
        await ExecuteAsync(connection, $"drop database if exists {name} with (force)");
        await ExecuteAsync(connection, $"create database {name} template template0");
        await using (var dataSource = NpgsqlDataSource.Create(ConnectionStringOf(name) + ";Pooling=false"))
            await new Migrator(dataSource, NullLogger<Migrator>.Instance, migrations).MigrateAsync(CancellationToken.None);
        await ExecuteAsync(connection, $"alter database {name} is_template true");
        return name;
    }

    // Unpooled: the session, and with it an advisory lock, ends with the connection.
    private static async Task<NpgsqlConnection> OpenAdminAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(AdminConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
