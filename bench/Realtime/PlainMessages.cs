using Npgsql;
using NpgsqlTypes;

namespace Nusaloka.Bench.Realtime;

/// <summary>The baselines: what a service without grains would do, one statement and commit for each message, over many connections.</summary>
internal sealed class PlainMessages : IAsyncDisposable
{
    private const string Text = "Besok kita berangkat jam delapan dari stasiun Tugu, jangan lupa bawa jaket.";
    private static readonly Guid Sender = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    private readonly Guid[] _rooms;
    private readonly NpgsqlConnection[] _connections;
    private long _lastName;

    private PlainMessages(Guid[] rooms, NpgsqlConnection[] connections) => (_rooms, _connections) = (rooms, connections);

    public static async Task<PlainMessages> OpenAsync(string postgres, Guid[] rooms, int connections)
    {
        var builder = new NpgsqlConnectionStringBuilder(postgres) { Pooling = false, MaxAutoPrepare = 20, AutoPrepareMinUsages = 1 };
        var all = new NpgsqlConnection[connections];
        for (var i = 0; i < connections; i++)
        {
            all[i] = new NpgsqlConnection(builder.ConnectionString);
            await all[i].OpenAsync();
        }

        await using var command = new NpgsqlCommand(
            """
            create table if not exists bench_room (id uuid primary key, last_seq bigint not null) with (fillfactor = 70);
            create table if not exists bench_message (
                id bigint generated always as identity primary key, room_id uuid not null, seq bigint, sender_id uuid not null, body text not null,
                client_id text not null, at timestamptz not null default now());
            create index if not exists bench_message_room on bench_message (room_id, id);
            create unique index if not exists bench_message_client on bench_message (room_id, sender_id, client_id);
            """, all[0]);
        await command.ExecuteNonQueryAsync();
        await using var fill = new NpgsqlCommand("insert into bench_room select id, 0 from unnest($1) id", all[0]);
        fill.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = rooms, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        await fill.ExecuteNonQueryAsync();
        return new PlainMessages(rooms, all);
    }

    /// <summary>One INSERT, without a number in the room.</summary>
    public Task InsertAsync(int caller, long n) => ExecuteAsync(
        caller, n, "insert into bench_message (room_id, sender_id, body, client_id) values ($1, $2, $3, $4)");

    /// <summary>One statement that takes the room's next number and inserts.</summary>
    public Task NumberAndInsertAsync(int caller, long n) => ExecuteAsync(
        caller, n,
        """
        with next as (update bench_room set last_seq = last_seq + 1 where id = $1 returning last_seq)
        insert into bench_message (room_id, seq, sender_id, body, client_id) select $1, last_seq, $2, $3, $4 from next
        """);

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
            await connection.DisposeAsync();
    }

    private async Task ExecuteAsync(int caller, long n, string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connections[caller]);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _rooms[(int)(((long)caller * 7_919 + n) % _rooms.Length)] });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Sender });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Text });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"{Interlocked.Increment(ref _lastName)}" });
        await command.ExecuteNonQueryAsync();
    }
}
