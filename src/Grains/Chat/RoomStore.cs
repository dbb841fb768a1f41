using System.Collections.Immutable;
using Dapper;
using Npgsql;
using Nusaloka.Chat;
using Nusaloka.Persistence.Chat;

namespace Nusaloka.Grains.Chat;

/// <summary>The tables of rooms: what an activation begins with, and what it has not at hand.</summary>
internal sealed class RoomStore(NpgsqlDataSource dataSource)
{
    private const short Message = (short)RoomEventKind.Message;

    /// <summary>The room; null when there is none.</summary>
    public async Task<StoredRoom?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<RoomRow>(new CommandDefinition(
            """
            select kind, subject_id as SubjectId, epoch, created_at as CreatedAt, version, last_seq as LastSeq, message_count as MessageCount,
                   last_message_seq as LastMessageSeq, active_at as ActiveAt, title, closes_at as ClosesAt
            from chat_room where id = @id
            """,
            new { id }, cancellationToken: cancellationToken));
        if (row is null)
            return null;

        // Not beyond the last number of the row: whoever writes meanwhile is not part of what is read here.
        var parts = await connection.QueryMultipleAsync(new CommandDefinition(
            $"""
            select account_id as AccountId, role, joined_at as JoinedAt, read_seq as ReadSeq, read_messages as ReadMessages, muted_until as MutedUntil,
                   quiet_until as QuietUntil, has_blocked as HasBlocked
            from chat_member where room_id = @id and left_at is null;
            select {EventRow.Columns} from chat_event e where e.room_id = @id and e.seq <= @LastSeq and e.seq > @LastSeq - {ChatLimits.RecentEvents} order by e.seq;
            select message_seq, emoji, account_id from chat_reaction
            where room_id = @id and message_seq <= @LastSeq and message_seq > @LastSeq - {ChatLimits.RecentEvents};
            select account_id as AccountId, read_seq as ReadSeq from chat_notice where room_id = @id;
            """,
            new { id, row.LastSeq }, cancellationToken: cancellationToken));
        var members = (await parts.ReadAsync<StoredMember>()).Select(static member => member.ToMember()).ToArray();
        var recent = (await parts.ReadAsync<EventRow>()).Select(static one => one.ToEvent()).ToArray();
        var reactions = (await parts.ReadAsync<(long Seq, string Emoji, Guid AccountId)>())
            .Select(static one => (one.Seq, one.Emoji, one.AccountId.ToString())).ToArray();
        var told = (await parts.ReadAsync<ToldMember>()).ToArray();
        return new StoredRoom(id, (RoomKind)row.Kind, row.SubjectId, row.Epoch, row.CreatedAt, row.ClosesAt, row.ToHead(), members, recent, reactions, told);
    }

    /// <summary>Makes the row of a room that has no members yet; one that is there stays as it is.</summary>
    public async Task OpenAsync(Guid id, OpenRoom command, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into chat_room (id, kind, title, subject_id, created_by, created_at, epoch, active_at)
            values (@id, @kind, @Title, @SubjectId, @creator, @at, gen_random_uuid(), @at)
            on conflict (id) do nothing
            """,
            new
            {
                id,
                kind = (short)command.Kind,
                command.Title,
                command.SubjectId,
                creator = command.CreatorId is { } creator ? Guid.Parse(creator) : (Guid?)null,
                at = at.UtcDateTime,
            },
            cancellationToken: cancellationToken));
    }

    /// <summary>Has nothing more be said in a room from then on.</summary>
    public async Task CloseAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "update chat_room set closes_at = @at where id = @id", new { id, at = at.UtcDateTime }, cancellationToken: cancellationToken));
    }

    /// <summary>The message that somebody sent under a name; null when there is none.</summary>
    public async Task<RoomEvent?> FindSentAsync(Guid roomId, Guid senderId, string clientMessageId)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        return (await connection.QuerySingleOrDefaultAsync<EventRow>(new CommandDefinition(
            $"select {EventRow.Columns} from chat_event e where e.room_id = @roomId and e.actor_id = @senderId and e.client_id = @clientMessageId",
            new { roomId, senderId, clientMessageId })))?.ToEvent();
    }

    /// <summary>The event with a number; null when there is none.</summary>
    public async Task<RoomEvent?> FindAsync(Guid roomId, long seq, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (await connection.QuerySingleOrDefaultAsync<EventRow>(new CommandDefinition(
            $"select {EventRow.Columns} from chat_event e where e.room_id = @roomId and e.seq = @seq",
            new { roomId, seq }, cancellationToken: cancellationToken)))?.ToEvent();
    }

    /// <summary>The events after a number up to another, at most so many.</summary>
    public async Task<ImmutableArray<RoomEvent>> EventsAsync(Guid roomId, long after, long upTo, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<EventRow>(new CommandDefinition(
            $"select {EventRow.Columns} from chat_event e where e.room_id = @roomId and e.seq > @after and e.seq <= @upTo order by e.seq limit @limit",
            new { roomId, after, upTo, limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(static row => row.ToEvent())];
    }

    /// <summary>Some messages before or after a number, in the order of their numbers, and whether there are more in that direction.</summary>
    public async Task<(ImmutableArray<ChatMessage> Messages, bool HasMore)> HistoryAsync(Guid roomId, HistoryQuery query, CancellationToken cancellationToken)
    {
        var isForward = query.After is not null;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<EventRow>(new CommandDefinition(
            $"""
            select {EventRow.Columns} from chat_event e
            where e.room_id = @roomId and e.kind = @Message and {(isForward ? "e.seq > @from order by e.seq" : "e.seq < @from order by e.seq desc")} limit @limit
            """,
            new { roomId, Message, from = query.After ?? query.Before ?? long.MaxValue, limit = query.Limit + 1 }, cancellationToken: cancellationToken))).ToArray();
        var page = rows.Take(query.Limit).OrderBy(static row => row.Seq).Select(static row => row.ToEvent()).ToArray();
        return (await WithReactionsAsync(connection, roomId, page, query.Caller.AccountId, cancellationToken), rows.Length > query.Limit);
    }

    /// <summary>One message that is not at hand as somebody sees it.</summary>
    public async Task<ChatMessage> ToMessageAsync(Guid roomId, RoomEvent message, string accountId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (await WithReactionsAsync(connection, roomId, [message], accountId, cancellationToken))[0];
    }

    /// <summary>The reactions to a message.</summary>
    public async Task<MessageReactions> ReactionsAsync(Guid roomId, long seq, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (await ReactionsAsync(connection, roomId, [seq], cancellationToken)).GetValueOrDefault(seq) ?? new MessageReactions();
    }

    /// <summary>Whether somebody has blocked one of these people, or one of them has blocked them: what each says of their direct room.</summary>
    public async Task<bool> HasBlockAsync(string accountId, IReadOnlyCollection<string> others, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from chat_member where room_id = any (@rooms) and has_blocked)",
            new { rooms = others.Where(other => other != accountId).Select(other => Guid.Parse(RoomIds.Direct(accountId, other))).ToArray() },
            cancellationToken: cancellationToken));
    }

    /// <summary>Deletes what somebody said and their reactions, and has the room begin another epoch, so that everybody reads it anew.</summary>
    public async Task EraseAsync(Guid roomId, Guid accountId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update chat_event set body = '', media_id = null, latitude = null, longitude = null, removal = 1
            where room_id = @roomId and actor_id = @accountId and kind in (1, 2);
            delete from chat_reaction where room_id = @roomId and account_id = @accountId;
            update chat_room set epoch = gen_random_uuid(), version = version + 1, write_id = 0 where id = @roomId;
            delete from chat_notice where room_id = @roomId and account_id = @accountId;
            delete from chat_member where room_id = @roomId and account_id = @accountId;
            """,
            new { roomId, accountId }, cancellationToken: cancellationToken));
    }

    /// <summary>Messages as somebody sees them.</summary>
    internal static async Task<ImmutableArray<ChatMessage>> WithReactionsAsync(
        NpgsqlConnection connection, Guid roomId, RoomEvent[] messages, string accountId, CancellationToken cancellationToken)
    {
        if (messages.Length == 0)
            return [];
        var reactions = await ReactionsAsync(connection, roomId, Array.ConvertAll(messages, static one => one.Seq), cancellationToken);
        var room = roomId.ToString();
        return
        [
            .. messages.Select(one => ChatMessage.Of(room, one) with
            {
                Reactions = one.Removal == MessageRemoval.None && reactions.TryGetValue(one.Seq, out var some) ? some.For(accountId) : [],
            }),
        ];
    }

    private static async Task<Dictionary<long, MessageReactions>> ReactionsAsync(
        NpgsqlConnection connection, Guid roomId, long[] seqs, CancellationToken cancellationToken)
    {
        var all = new Dictionary<long, MessageReactions>();
        foreach (var (seq, emoji, accountId) in await connection.QueryAsync<(long, string, Guid)>(new CommandDefinition(
            "select message_seq, emoji, account_id from chat_reaction where room_id = @roomId and message_seq = any (@seqs)",
            new { roomId, seqs }, cancellationToken: cancellationToken)))
        {
            if (!all.TryGetValue(seq, out var reactions))
                all.Add(seq, reactions = new MessageReactions());
            reactions.Set(emoji, accountId.ToString(), isGiven: true);
        }

        return all;
    }

    private sealed record RoomRow(
        short Kind, string? SubjectId, Guid Epoch, DateTime CreatedAt, long Version, long LastSeq, long MessageCount, long LastMessageSeq, DateTime ActiveAt,
        string Title, DateTime? ClosesAt)
    {
        public RoomHead ToHead() => new(Version, LastSeq, MessageCount, LastMessageSeq, ActiveAt, Title);
    }

    private sealed record StoredMember(
        Guid AccountId, short Role, DateTime JoinedAt, long ReadSeq, long ReadMessages, DateTime? MutedUntil, DateTime? QuietUntil, bool HasBlocked)
    {
        public RoomMember ToMember() => new(AccountId.ToString(), (RoomRole)Role, JoinedAt, ReadSeq)
        {
            ReadMessages = ReadMessages,
            MutedUntil = MutedUntil,
            QuietUntil = QuietUntil,
            HasBlocked = HasBlocked,
        };
    }
}
