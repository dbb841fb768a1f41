using Npgsql;

namespace Nusaloka.Bench.Counter;

/// <summary>The baseline: a connection for each caller, with the update prepared on it.</summary>
internal sealed class PreparedUpdates : IAsyncDisposable
{
    private readonly NpgsqlConnection[] _connections;
    private readonly NpgsqlCommand[] _commands;

    private PreparedUpdates(NpgsqlConnection[] connections, NpgsqlCommand[] commands) => (_connections, _commands) = (connections, commands);

    /// <summary>Opens as many connections, and makes sure of a table with as many rows.</summary>
    public static async Task<PreparedUpdates> OpenAsync(string postgres, int count, int rows)
    {
        await CreateTableAsync(postgres, rows);
        var unpooled = new NpgsqlConnectionStringBuilder(postgres) { Pooling = false }.ConnectionString;
        var connections = new NpgsqlConnection[count];
        var commands = new NpgsqlCommand[count];
        for (var i = 0; i < count; i++)
        {
            connections[i] = new NpgsqlConnection(unpooled);
            await connections[i].OpenAsync();
            commands[i] = new NpgsqlCommand("update bench_counter set count = count + 1 where id = $1", connections[i]);
            commands[i].Parameters.Add(new NpgsqlParameter<int>());
            await commands[i].PrepareAsync();
        }

        return new PreparedUpdates(connections, commands);
    }

    public Task IncrementAsync(int caller, int id)
    {
        ((NpgsqlParameter<int>)_commands[caller].Parameters[0]).TypedValue = id;
        return _commands[caller].ExecuteNonQueryAsync();
    }

    private static async Task CreateTableAsync(string postgres, int rows)
    {
        await using var dataSource = NpgsqlDataSource.Create(postgres);
        await using var command = dataSource.CreateCommand($"""
            create table if not exists bench_counter (id int primary key, count bigint not null) with (fillfactor = 50);
            insert into bench_counter select i, 0 from generate_series(0, {rows - 1}) i on conflict do nothing;
            """);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _commands)
            await command.DisposeAsync();
        foreach (var connection in _connections)
            await connection.DisposeAsync();
    }
}
