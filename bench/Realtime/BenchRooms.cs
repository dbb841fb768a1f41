using Npgsql;
using NpgsqlTypes;
using Nusaloka.Bench.Measuring;
using Nusaloka.Chat;

namespace Nusaloka.Bench.Realtime;

/// <summary>Rooms with a few members, and messages to them through their grains.</summary>
internal sealed class BenchRooms
{
    private const int Members = 8;
    private const string Text = "Besok kita berangkat jam delapan dari stasiun Tugu, jangan lupa bawa jaket.";

    private readonly string[] _members;
    private long _lastName;

    private BenchRooms(IChatRoomGrain[] grains, Guid[] ids, string[] members) => (Grains, Ids, _members) = (grains, ids, members);

    public IChatRoomGrain[] Grains { get; }

    public Guid[] Ids { get; }

    /// <summary>Makes the rows of rooms, which costs nothing but their rows, and has each answer once.</summary>
    public static async Task<BenchRooms> OpenAsync(BenchContext context, int count)
    {
        var ids = Enumerable.Range(0, count).Select(static _ => Guid.CreateVersion7(TimeProvider.System.GetUtcNow())).ToArray();
        var members = Enumerable.Range(0, Members).Select(static _ => Guid.CreateVersion7(TimeProvider.System.GetUtcNow())).ToArray();
        await using var connection = new NpgsqlConnection(context.Postgres);
        await connection.OpenAsync();
        await using (var command = new NpgsqlCommand(
            """
            insert into chat_room (id, kind, title, created_at, epoch, active_at) select id, 2, '', now(), gen_random_uuid(), now() from unnest($1) id;
            """, connection))
        {
            command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
            await command.ExecuteNonQueryAsync();
        }

        await using (var command = new NpgsqlCommand(
            """
            insert into chat_member (room_id, account_id, role, joined_at, read_seq, read_messages)
            select room, account, 0, now(), 0, 0 from unnest($1) room, unnest($2) account
            """, connection))
        {
            command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
            command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = members, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
            await command.ExecuteNonQueryAsync();
        }

        var rooms = new BenchRooms(
            Array.ConvertAll(ids, id => context.Grains.GetGrain<IChatRoomGrain>(id.ToString())), ids, Array.ConvertAll(members, static id => id.ToString()));
        await Task.WhenAll(rooms.Grains.Select(room => room.GetAsync(new RoomCaller(rooms._members[0]))));
        return rooms;
    }

    /// <summary>One message, acknowledged when it is durable.</summary>
    public async Task SendAsync(int caller, long n)
    {
        var room = Grains[(int)(((long)caller * 7_919 + n) % Grains.Length)];
        var name = $"{Interlocked.Increment(ref _lastName)}";
        var sent = await room.SendAsync(new SendMessage(_members[caller % Members], MessageContent.Of(Text), name));
        if (!sent.IsSuccess || sent.Value.Replayed)
            throw new InvariantBrokenException($"A message that was sent once was not taken once: {sent.Error?.Code ?? "replayed"}.");
    }

    /// <summary>Every room has all its messages, numbered without gaps.</summary>
    public async Task CheckAsync(string postgres)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select (select coalesce(sum(message_count), 0)::bigint from chat_room where id = any ($1)),
                   (select count(*) from (
                        select seq, message_count, row_number() over (partition by room_id order by seq) as n from chat_event where room_id = any ($1)) e
                     where seq <> n or message_count <> n)
            """, connection) { CommandTimeout = 300 };
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = Ids });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        if (reader.GetInt64(0) != _lastName)
            throw new InvariantBrokenException($"{_lastName} messages were acknowledged and {reader.GetInt64(0)} are stored.");
        if (reader.GetInt64(1) != 0)
            throw new InvariantBrokenException($"{reader.GetInt64(1)} messages have a wrong number.");
    }
}
