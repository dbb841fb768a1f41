using Npgsql;

namespace Nusaloka.Bench.Booking;

/// <summary>The baseline: one row that counts free seats, a connection for each client with the statement prepared on it, each sale a transaction that is durable when it is answered.</summary>
internal sealed class HotRow : IAsyncDisposable
{
    private const string Take = "update bench_departure set free = free - 1 where id = $1 and free > 0";

    private readonly NpgsqlConnection[] _connections;
    private readonly NpgsqlCommand[] _commands;

    private long _taken;

    private HotRow(NpgsqlConnection[] connections, NpgsqlCommand[] commands) => (_connections, _commands) = (connections, commands);

    /// <summary>How many were taken.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Opens as many connections to a row with so many free seats.</summary>
    public static async Task<HotRow> OpenAsync(string postgres, int clients, long free)
    {
        var id = clients;
        await using (var connection = new NpgsqlConnection(postgres))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand($"""
                create table if not exists bench_departure (id int primary key, free bigint not null check (free >= 0)) with (fillfactor = 50);
                insert into bench_departure values ({id}, {free}) on conflict (id) do update set free = excluded.free;
                """, connection);
            await command.ExecuteNonQueryAsync();
        }

        var unpooled = new NpgsqlConnectionStringBuilder(postgres) { Pooling = false, Options = "-c synchronous_commit=on" }.ConnectionString;
        var connections = new NpgsqlConnection[clients];
        var commands = new NpgsqlCommand[clients];
        for (var i = 0; i < clients; i++)
        {
            connections[i] = new NpgsqlConnection(unpooled);
            await connections[i].OpenAsync();
            commands[i] = new NpgsqlCommand(Take, connections[i]) { Parameters = { new NpgsqlParameter<int> { TypedValue = id } } };
            await commands[i].PrepareAsync();
        }

        return new HotRow(connections, commands);
    }

    /// <summary>Takes one.</summary>
    /// <returns>Whether one was free.</returns>
    public async Task<bool> TakeAsync(int client)
    {
        var isTaken = await _commands[client].ExecuteNonQueryAsync() == 1;
        if (isTaken)
            Interlocked.Increment(ref _taken);
        return isTaken;
    }

    /// <summary>What the row says that is free.</summary>
    public async Task<long> FreeAsync()
    {
        await using var command = new NpgsqlCommand("select free from bench_departure where id = $1", _connections[0])
        {
            Parameters = { new NpgsqlParameter<int> { TypedValue = _connections.Length } },
        };
        return (long)(await command.ExecuteScalarAsync() ?? 0L);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _commands)
            await command.DisposeAsync();
        foreach (var connection in _connections)
            await connection.DisposeAsync();
    }
}
