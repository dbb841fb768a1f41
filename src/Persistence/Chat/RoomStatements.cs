using Npgsql;
using NpgsqlTypes;
using Nusaloka.Chat;

namespace Nusaloka.Persistence.Chat;

/// <summary>Writes of rooms as the statements that do them, in one round trip.</summary>
internal static class RoomStatements
{
    private static readonly string WriteSql = $"select * from chat_write({Placeholders(26)})";

    private static readonly string ChangeSql = $"select chat_change({Placeholders(26)})";

    // As chat_change: of the rooms that chat_write has just written. A write that is sent again may bring its event again.
    private const string TellSql = """
        insert into outbox_event (source_kind, source_id, source_version, source_ordinal, event_id, type, partition, payload, traceparent)
        select v.kind, v.id, v.source_version, v.ordinal, v.event_id, v.type, v.partition, v.payload, v.traceparent
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
             v (room, version, write_id, kind, id, source_version, ordinal, event_id, type, partition, payload, traceparent)
        join chat_room r on r.id = v.room and r.version = v.version + 1 and r.write_id = v.write_id
        on conflict do nothing
        """;

    private static readonly string ReadSql = $"select chat_read({Placeholders(4)})";

    /// <summary>Prepares all statements, with nothing in them: those with values from outside must not be prepared at their use.</summary>
    public static async Task PrepareAsync(NpgsqlConnection connection)
    {
        await using var nothing = new NpgsqlBatch(connection) { BatchCommands = { Write([]), Change([]), Tell([]), Read([]) } };
        await nothing.PrepareAsync().ConfigureAwait(false);
    }

    /// <summary>The statements for the writes, which are in the order of their rooms' ids.</summary>
    public static NpgsqlBatch Batch(NpgsqlConnection connection, RoomWrite[] writes)
    {
        var batch = new NpgsqlBatch(connection);
        var rooms = Array.FindAll(writes, static write => write.After is not null);
        if (rooms.Length > 0)
            batch.BatchCommands.Add(Write(rooms));
        var changing = Array.FindAll(rooms, static write => write.Members.Count > 0 || write.Events.Any(static one => IsChange(one.Kind)));
        if (changing.Length > 0)
            batch.BatchCommands.Add(Change(changing));
        var telling = Array.FindAll(rooms, static write => write.News is not null);
        if (telling.Length > 0)
            batch.BatchCommands.Add(Tell(telling));
        if (Array.Exists(writes, static write => write.Cursors.Count > 0))
            batch.BatchCommands.Add(Read(writes));
        return batch;
    }

    private static bool IsChange(RoomEventKind kind) => kind is
        RoomEventKind.Edited or RoomEventKind.Removed or RoomEventKind.ReactionAdded or RoomEventKind.ReactionRemoved;

    private static NpgsqlBatchCommand Write(RoomWrite[] writes)
    {
        var command = new NpgsqlBatchCommand(WriteSql);
        AddRooms(command, writes);
        Add(command, writes, static write => write.After?.LastSeq ?? 0, NpgsqlDbType.Bigint);
        Add(command, writes, static write => write.After?.MessageCount ?? 0, NpgsqlDbType.Bigint);
        Add(command, writes, static write => write.After?.LastMessageSeq ?? 0, NpgsqlDbType.Bigint);
        Add(command, writes, static write => write.After?.ActiveAt.UtcDateTime ?? default, NpgsqlDbType.TimestampTz);
        Add(command, writes, static write => write.After?.Title, NpgsqlDbType.Text);

        var events = All(writes, static write => write.Events);
        Add(command, events, static one => one.Room, NpgsqlDbType.Uuid);
        Add(command, events, static one => one.Item.Seq, NpgsqlDbType.Bigint);
        Add(command, events, static one => (short)one.Item.Kind, NpgsqlDbType.Smallint);
        Add(command, events, static one => IdOrNull(one.Item.ActorId), NpgsqlDbType.Uuid);
        Add(command, events, static one => one.Item.At.UtcDateTime, NpgsqlDbType.TimestampTz);
        Add(command, events, static one => one.Item.MessageCount, NpgsqlDbType.Bigint);
        Add(command, events, static one => one.Item.TargetSeq, NpgsqlDbType.Bigint);
        Add(command, events, static one => (short?)one.Item.Content?.Type, NpgsqlDbType.Smallint);
        Add(command, events, static one => one.Item.Content?.Text ?? one.Item.Emoji ?? one.Item.Title, NpgsqlDbType.Text);
        Add(command, events, static one => IdOrNull(one.Item.Content?.MediaId), NpgsqlDbType.Uuid);
        Add(command, events, static one => one.Item.Content?.Place?.Latitude, NpgsqlDbType.Double);
        Add(command, events, static one => one.Item.Content?.Place?.Longitude, NpgsqlDbType.Double);
        Add(command, events, static one => one.Item.ClientMessageId, NpgsqlDbType.Text);
        Add(command, events, static one => (short)one.Item.Removal, NpgsqlDbType.Smallint);
        Add(command, events, static one => IdOrNull(one.Item.Member?.AccountId), NpgsqlDbType.Uuid);
        Add(command, events, static one => (short?)one.Item.Member?.Change, NpgsqlDbType.Smallint);
        Add(command, events, static one => (short?)one.Item.Member?.Role, NpgsqlDbType.Smallint);
        Add(command, events, static one => one.Item.Member?.MutedUntil?.UtcDateTime, NpgsqlDbType.TimestampTz);
        return command;
    }

    private static NpgsqlBatchCommand Change(RoomWrite[] writes)
    {
        var command = new NpgsqlBatchCommand(ChangeSql);
        AddRooms(command, writes);

        // Of several edits of a message the last one counts.
        var events = All(writes, static write => write.Events);
        var edits = events.FindAll(static one => one.Item.Kind == RoomEventKind.Edited)
            .GroupBy(static one => (one.Room, one.Item.TargetSeq)).Select(static group => group.Last()).ToList();
        Add(command, edits, static one => one.Room, NpgsqlDbType.Uuid);
        Add(command, edits, static one => one.Item.TargetSeq, NpgsqlDbType.Bigint);
        Add(command, edits, static one => one.Item.Content?.Text, NpgsqlDbType.Text);
        Add(command, edits, static one => one.Item.At.UtcDateTime, NpgsqlDbType.TimestampTz);

        var removals = events.FindAll(static one => one.Item.Kind == RoomEventKind.Removed);
        Add(command, removals, static one => one.Room, NpgsqlDbType.Uuid);
        Add(command, removals, static one => one.Item.TargetSeq, NpgsqlDbType.Bigint);
        Add(command, removals, static one => (short)one.Item.Removal, NpgsqlDbType.Smallint);

        var reactions = events.FindAll(static one => one.Item.Kind is RoomEventKind.ReactionAdded or RoomEventKind.ReactionRemoved)
            .GroupBy(static one => (one.Room, one.Item.TargetSeq, one.Item.Emoji, one.Item.ActorId)).Select(static group => group.Last()).ToList();
        Add(command, reactions, static one => one.Room, NpgsqlDbType.Uuid);
        Add(command, reactions, static one => one.Item.TargetSeq, NpgsqlDbType.Bigint);
        Add(command, reactions, static one => one.Item.Emoji, NpgsqlDbType.Text);
        Add(command, reactions, static one => IdOrNull(one.Item.ActorId), NpgsqlDbType.Uuid);
        Add(command, reactions, static one => one.Item.At.UtcDateTime, NpgsqlDbType.TimestampTz);
        Add(command, reactions, static one => one.Item.Kind == RoomEventKind.ReactionAdded, NpgsqlDbType.Boolean);

        var members = All(writes, static write => write.Members);
        Add(command, members, static one => one.Room, NpgsqlDbType.Uuid);
        Add(command, members, static one => Guid.Parse(one.Item.Member.AccountId), NpgsqlDbType.Uuid);
        Add(command, members, static one => (short)one.Item.Member.Role, NpgsqlDbType.Smallint);
        Add(command, members, static one => one.Item.Member.JoinedAt.UtcDateTime, NpgsqlDbType.TimestampTz);
        Add(command, members, static one => one.Item.Member.ReadSeq, NpgsqlDbType.Bigint);
        Add(command, members, static one => one.Item.Member.ReadMessages, NpgsqlDbType.Bigint);
        Add(command, members, static one => one.Item.Member.MutedUntil?.UtcDateTime, NpgsqlDbType.TimestampTz);
        Add(command, members, static one => one.Item.Member.QuietUntil?.UtcDateTime, NpgsqlDbType.TimestampTz);
        Add(command, members, static one => one.Item.Member.HasBlocked, NpgsqlDbType.Boolean);
        Add(command, members, static one => one.Item.IsGone, NpgsqlDbType.Boolean);
        return command;
    }

    private static NpgsqlBatchCommand Tell(RoomWrite[] writes)
    {
        var command = new NpgsqlBatchCommand(TellSql);
        AddRooms(command, writes);
        Add(command, writes, static write => write.News?.SourceKind, NpgsqlDbType.Text);
        Add(command, writes, static write => write.News?.SourceId, NpgsqlDbType.Text);
        Add(command, writes, static write => write.News?.SourceVersion ?? 0, NpgsqlDbType.Bigint);
        Add(command, writes, static write => write.News?.SourceOrdinal ?? 0, NpgsqlDbType.Integer);
        Add(command, writes, static write => write.News?.EventId ?? default, NpgsqlDbType.Uuid);
        Add(command, writes, static write => write.News?.Type, NpgsqlDbType.Text);
        Add(command, writes, static write => write.News?.Partition ?? 0, NpgsqlDbType.Smallint);
        Add(command, writes, static write => write.News?.Payload, NpgsqlDbType.Jsonb);
        Add(command, writes, static write => write.News?.TraceParent, NpgsqlDbType.Text);
        return command;
    }

    private static NpgsqlBatchCommand Read(RoomWrite[] writes)
    {
        var command = new NpgsqlBatchCommand(ReadSql);
        var cursors = All(writes, static write => write.Cursors);
        Add(command, cursors, static one => one.Room, NpgsqlDbType.Uuid);
        Add(command, cursors, static one => one.Item.AccountId, NpgsqlDbType.Uuid);
        Add(command, cursors, static one => one.Item.Seq, NpgsqlDbType.Bigint);
        Add(command, cursors, static one => one.Item.Messages, NpgsqlDbType.Bigint);
        return command;
    }

    private static void AddRooms(NpgsqlBatchCommand command, RoomWrite[] writes)
    {
        Add(command, writes, static write => write.RoomId, NpgsqlDbType.Uuid);
        Add(command, writes, static write => write.Before.Version, NpgsqlDbType.Bigint);
        Add(command, writes, static write => write.WriteId, NpgsqlDbType.Bigint);
    }

    private static List<(Guid Room, T Item)> All<T>(RoomWrite[] writes, Func<RoomWrite, IReadOnlyList<T>> items)
    {
        var all = new List<(Guid Room, T Item)>();
        foreach (var write in writes)
        {
            foreach (var item in items(write))
                all.Add((write.RoomId, item));
        }

        return all;
    }

    private static void Add<TItem, TValue>(NpgsqlBatchCommand command, IReadOnlyList<TItem> items, Func<TItem, TValue> value, NpgsqlDbType type)
    {
        var values = new TValue[items.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = value(items[i]);
        command.Parameters.Add(new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
    }

    private static Guid? IdOrNull(string? id) => id is null ? null : Guid.Parse(id);

    private static string Placeholders(int count) => string.Join(", ", Enumerable.Range(1, count).Select(static i => $"${i}"));
}
