using Microsoft.Extensions.Logging;
using Npgsql;

namespace Nusaloka.Persistence.Migrations;

/// <summary>
/// Brings a database to the schema of this program: applies, in order, the migrations it does not have yet.
/// Any number of processes may do so at once; one applies and the others wait, then find all done. Forward only.
/// A database that has migrations this program does not know is left alone: during a rolling upgrade the newer
/// program has migrated first, and migrations are additive.
/// </summary>
public sealed partial class Migrator
{
    // An arbitrary number that all versions of the product share: the advisory lock of migrations.
    private const long LockKey = 0x6e75_7361_6c6f_6b61;

    private readonly NpgsqlDataSource _dataSource;
    private readonly ILogger<Migrator> _logger;
    private readonly IReadOnlyList<Migration> _migrations;

    /// <summary>A migrator of the product's own migrations.</summary>
    public Migrator(NpgsqlDataSource dataSource, ILogger<Migrator> logger)
        : this(dataSource, logger, Migration.EmbeddedIn(typeof(Migrator).Assembly))
    {
    }

    /// <summary>A migrator of a given list of migrations.</summary>
    public Migrator(NpgsqlDataSource dataSource, ILogger<Migrator> logger, IReadOnlyList<Migration> migrations)
    {
        _dataSource = dataSource;
        _logger = logger;
        _migrations = [.. migrations.OrderBy(migration => migration.Number)];
    }

    /// <summary>Applies what is missing.</summary>
    /// <returns>The migrations that this call applied, in order; empty when the database had them all.</returns>
    /// <exception cref="MigrationException">An applied migration was changed afterwards, or a migration failed. A failed one has left nothing.</exception>
    public async Task<IReadOnlyList<Migration>> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", cancellationToken, noTimeout: true);
        try
        {
            return await MigrateLockedAsync(connection, cancellationToken);
        }
        finally
        {
            // A connection that broke has lost its lock with its session.
            if (connection.FullState == System.Data.ConnectionState.Open)
                await ExecuteAsync(connection, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    private async Task<IReadOnlyList<Migration>> MigrateLockedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = await AppliedAsync(connection, cancellationToken);
        var fresh = new List<Migration>();
        foreach (var migration in _migrations)
        {
            if (!applied.TryGetValue(migration.Number, out var checksum))
            {
                await ApplyAsync(connection, migration, cancellationToken);
                fresh.Add(migration);
            }
            else if (checksum != migration.Checksum)
            {
                throw new MigrationException(
                    $"Migration {migration.Number:D4}_{migration.Name} was changed after this database had applied it " +
                    $"(applied {checksum}, now {migration.Checksum}). Restore the file and put the change into a new migration; " +
                    "a development database can be dropped instead (./nusaloka reset).");
            }
        }

        return fresh;
    }

    private static async Task<Dictionary<int, string>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            connection,
            """
            create table if not exists schema_migration (
                number     integer primary key,
                name       text not null,
                checksum   text not null,
                applied_at timestamptz not null default now()
            )
            """,
            cancellationToken);

        var applied = new Dictionary<int, string>();
        await using var command = new NpgsqlCommand("select number, checksum from schema_migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            applied.Add(reader.GetInt32(0), reader.GetString(1));
        return applied;
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await ExecuteAsync(connection, migration.Sql, cancellationToken, noTimeout: true);
            await using var record = new NpgsqlCommand("insert into schema_migration (number, name, checksum) values ($1, $2, $3)", connection)
            {
                Parameters = { new() { Value = migration.Number }, new() { Value = migration.Name }, new() { Value = migration.Checksum } },
            };
            await record.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (PostgresException exception)
        {
            throw new MigrationException(
                $"Migration {migration.Number:D4}_{migration.Name} failed and has left nothing: {exception.MessageText} (SQLSTATE {exception.SqlState}).", exception);
        }

        LogApplied(migration.Number, migration.Name);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, bool noTimeout = false)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        if (noTimeout)
            command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(EventId = 2001, Level = LogLevel.Information, Message = "Applied migration {Number}_{Name}")]
    private partial void LogApplied(int number, string name);
}
