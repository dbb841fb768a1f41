using Dapper;
using Npgsql;
using Nusaloka.Accounts;
using Nusaloka.Chat;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Chat;

/// <summary>Lists of rooms with their last messages, from the rows that the rooms keep.</summary>
internal sealed class ConversationQueries(NpgsqlDataSource dataSource)
{

    /// <summary>Rooms of which unread messages are counted.</summary>
    private const int MaxCountedRooms = 1_000;

    /// <summary>Whoever has joined as an officer is a member for as long as they are one, whenever they are taken out.</summary>
    private static readonly string StillMember = $"""
        m.left_at is null and (m.role <> {(short)RoomRole.Officer} or exists (
            select from account me where me.id = m.account_id::text and me.role in ({(short)Role.Officer}, {(short)Role.Admin})))
        """;

    /// <summary>A page of somebody's rooms, last active first; with how much of each they have read.</summary>
    public async Task<(Conversation Conversation, long MessageCount)[]> ListAsync(Guid accountId, Cursor? before, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<ListedRoom, EventRow, (Conversation, long)>(
            new CommandDefinition(
                $"""
                select r.id, r.kind, case when r.kind = 1 then coalesce(a.full_name, '') else r.title end as Title, other.account_id as CounterpartId,
                       r.last_seq as LastSeq, r.message_count as MessageCount,
                       case when e.actor_id = m.account_id then r.message_count else m.read_messages end as ReadMessages,
                       r.active_at as ActiveAt, m.quiet_until as QuietUntil, {EventRow.Columns}
                from chat_member m join chat_room r on r.id = m.room_id
                left join chat_event e on e.room_id = r.id and e.seq = r.last_message_seq
                left join lateral (
                    select o.account_id from chat_member o where r.kind = 1 and o.room_id = r.id and o.account_id <> m.account_id limit 1) other on true
                left join account a on a.id = other.account_id::text
                where m.account_id = @accountId and {StillMember} and (@At::timestamptz is null or (r.active_at, r.id) < (@At::timestamptz, @Id::uuid))
                order by r.active_at desc, r.id desc limit @limit
                """,
                new { accountId, At = before?.At.UtcDateTime, before?.Id, limit }, cancellationToken: cancellationToken),
            static (room, last) => (room.ToConversation(last), room.MessageCount),
            splitOn: "RoomId");
        return [.. rows];
    }

    /// <summary>How many messages somebody has not read, by room.</summary>
    public async Task<(Guid RoomId, long MessageCount, long ReadMessages)[]> UnreadAsync(Guid accountId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return
        [
            .. await connection.QueryAsync<(Guid, long, long)>(new CommandDefinition(
                $"""
                select r.id, r.message_count, m.read_messages
                from chat_member m join chat_room r on r.id = m.room_id
                left join chat_event e on e.room_id = r.id and e.seq = r.last_message_seq
                where m.account_id = @accountId and {StillMember} and r.message_count > m.read_messages and e.actor_id is distinct from m.account_id
                limit {MaxCountedRooms}
                """,
                new { accountId }, cancellationToken: cancellationToken)),
        ];
    }

    /// <summary>A page of the support rooms, last active first. Named after whom they help.</summary>
    public async Task<Conversation[]> ListSupportAsync(Cursor? before, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<ListedRoom, EventRow, Conversation>(
            new CommandDefinition(
                $"""
                select r.id, r.kind, coalesce(a.full_name, '') as Title, r.created_by as CounterpartId, r.last_seq as LastSeq, r.message_count as MessageCount,
                       r.message_count as ReadMessages, r.active_at as ActiveAt, null::timestamptz as QuietUntil, {EventRow.Columns}
                from chat_support s
                join chat_room r on r.id = s.room_id
                left join chat_event e on e.room_id = r.id and e.seq = r.last_message_seq
                left join account a on a.id = r.subject_id
                where @At::timestamptz is null or (s.active_at, s.room_id) < (@At::timestamptz, @Id::uuid)
                order by s.active_at desc, s.room_id desc limit @limit
                """,
                new { At = before?.At.UtcDateTime, before?.Id, limit }, cancellationToken: cancellationToken),
            static (room, last) => room.ToConversation(last),
            splitOn: "RoomId");
        return [.. rows];
    }

    /// <summary>Messages that somebody has sent and that were not removed, by room and number.</summary>
    public async Task<ChatMessage[]> ListSentAsync(Guid accountId, MessageId? after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<EventRow>(new CommandDefinition(
            $"""
            select {EventRow.Columns}
            from chat_member m join chat_event e on e.room_id = m.room_id and e.actor_id = m.account_id and e.kind = 1 and e.removal = 0
            where m.account_id = @accountId and (@room::uuid is null or (e.room_id, e.seq) > (@room::uuid, @seq::bigint))
            order by e.room_id, e.seq limit @limit
            """,
            new { accountId, room = OwnChatQueries.RoomOf(after), seq = after?.Seq, limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(static row => ChatMessage.Of(row.RoomId.ToString(), row.ToEvent()))];
    }

    /// <summary>The rooms that somebody is or was in.</summary>
    public async Task<Guid[]> RoomsOfAsync(Guid accountId, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<Guid>(new CommandDefinition(
            "select room_id from chat_member where account_id = @accountId limit @limit", new { accountId, limit }, cancellationToken: cancellationToken))];
    }

    /// <summary>The support rooms that somebody has joined as an officer.</summary>
    public async Task<Guid[]> JoinedAsOfficerAsync(Guid accountId, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<Guid>(new CommandDefinition(
            $"select room_id from chat_member where account_id = @accountId and role = {(short)RoomRole.Officer} and left_at is null limit @limit",
            new { accountId, limit }, cancellationToken: cancellationToken))];
    }

    private sealed record ListedRoom(
        Guid Id, short Kind, string Title, Guid? CounterpartId, long LastSeq, long MessageCount, long ReadMessages, DateTime ActiveAt, DateTime? QuietUntil)
    {
        public Conversation ToConversation(EventRow? last) => new(
            Id.ToString(), (RoomKind)Kind, Title, CounterpartId?.ToString(),
            last is null ? null : ChatMessage.Of(Id.ToString(), last.ToEvent()), LastSeq, Math.Max(0, MessageCount - ReadMessages), ActiveAt)
        {
            QuietUntil = QuietUntil,
        };
    }
}
