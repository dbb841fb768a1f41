using System.Security.Cryptography;
using Npgsql;
using Xunit;

namespace Nusaloka.Testing;

/// <summary>
/// A database of its own with the product's schema, copied from a template that the real migrator made, dropped at the end.
/// Use it as a class fixture, or create one in a test: <c>await using var database = await PostgresDatabase.CreateAsync();</c>.
/// </summary>
public sealed class PostgresDatabase : IAsyncLifetime, IAsyncDisposable
{
    private readonly string _name = $"nusaloka_test_{RandomNumberGenerator.GetHexString(12, lowercase: true)}";
    private NpgsqlDataSource? _dataSource;

    /// <summary>Connection string of the database.</summary>
    public string ConnectionString => PostgresServer.ConnectionStringOf(_name);

    /// <summary>Connections for a test's own questions.</summary>
    public NpgsqlDataSource DataSource => _dataSource ?? throw new InvalidOperationException("The database is not created yet.");

    /// <summary>Creates a database with the product's schema.</summary>
    public static async Task<PostgresDatabase> CreateAsync()
    {
        var database = new PostgresDatabase();
        await database.InitializeAsync();
        return database;
    }

    /// <summary>Creates a database without any schema.</summary>
    public static async Task<PostgresDatabase> CreateEmptyAsync()
    {
        var database = new PostgresDatabase();
        await database.CreateFromAsync("template0");
        return database;
    }

    /// <inheritdoc/>
    public async Task InitializeAsync() => await CreateFromAsync(await PostgresServer.MigratedTemplateAsync());

    /// <summary>Runs a statement with positional parameters.</summary>
    public async Task<int> ExecuteAsync(string sql, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of the first row.</summary>
    public async Task<T> ScalarAsync<T>(string sql, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        var value = await command.ExecuteScalarAsync();
        return value is T typed
            ? typed
            : throw new InvalidOperationException($"'{sql}' answered {value ?? "nothing"} ({value?.GetType().Name ?? "null"}), not a {typeof(T).Name}.");
    }

    /// <summary>The first column of all rows.</summary>
    public async Task<IReadOnlyList<T>> ColumnAsync<T>(string sql, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await reader.ReadAsync())
            values.Add(await reader.GetFieldValueAsync<T>(0));
        return values;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_dataSource is null)
            return;

        await _dataSource.DisposeAsync();
        await PostgresServer.ExecuteAsync($"drop database if exists {_name} with (force)");
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    private async Task CreateFromAsync(string template)
    {
        await PostgresServer.ExecuteAsync($"create database {_name} template {template}");
        _dataSource = NpgsqlDataSource.Create(ConnectionString);
    }

    private NpgsqlCommand Command(string sql, object[] parameters)
    {
        var command = DataSource.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        return command;
    }
}
