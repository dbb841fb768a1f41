using Dapper;
using Npgsql;
using Nusaloka.Chat;

namespace Nusaloka.Grains.Chat;

/// <summary>What the rows of chat know of one person, for a copy of all their data. Found by the rooms that they are or were in.</summary>
internal sealed class OwnChatQueries(NpgsqlDataSource dataSource)
{
    /// <summary>The rooms, those that were left too, by id.</summary>
    public async Task<RoomMembership[]> ListMembershipsAsync(Guid accountId, Guid? after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<MembershipRow>(new CommandDefinition(
            """
            select m.room_id as RoomId, r.kind, r.title, other.account_id as CounterpartId, m.role, m.joined_at as JoinedAt, m.read_seq as ReadSeq,
                   m.read_messages as ReadMessages, m.muted_until as MutedUntil, m.quiet_until as QuietUntil, m.has_blocked as HasBlocked, m.left_at as LeftAt
            from chat_member m join chat_room r on r.id = m.room_id
            left join lateral (
                select o.account_id from chat_member o where r.kind = 1 and o.room_id = r.id and o.account_id <> m.account_id limit 1) other on true
            where m.account_id = @accountId and (@after::uuid is null or m.room_id > @after::uuid)
            order by m.room_id limit @limit
            """,
            new { accountId, after, limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToMembership(accountId))];
    }

    /// <summary>What somebody thinks of messages, by room and number.</summary>
    public async Task<GivenReactions[]> ListReactionsAsync(Guid accountId, MessageId? after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<ReactionsRow>(new CommandDefinition(
            """
            select g.room_id as RoomId, g.message_seq as Seq, array_agg(g.emoji order by g.at, g.emoji) as Emojis
            from chat_member m join chat_reaction g on g.room_id = m.room_id and g.account_id = m.account_id
            where m.account_id = @accountId and (@room::uuid is null or (g.room_id, g.message_seq) > (@room::uuid, @seq::bigint))
            group by g.room_id, g.message_seq
            order by g.room_id, g.message_seq limit @limit
            """,
            new { accountId, room = RoomOf(after), seq = after?.Seq, limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(static row => new GivenReactions(row.RoomId.ToString(), row.Seq, [.. row.Emojis]))];
    }

    /// <summary>The room of a place in a list; null for its beginning.</summary>
    public static Guid? RoomOf(MessageId? place) => place is { } known ? Guid.Parse(known.RoomId) : null;

    private sealed class ReactionsRow
    {
        public Guid RoomId { get; init; }

        public long Seq { get; init; }

        public string[] Emojis { get; init; } = [];
    }

    private sealed record MembershipRow(
        Guid RoomId, short Kind, string Title, Guid? CounterpartId, short Role, DateTime JoinedAt, long ReadSeq, long ReadMessages, DateTime? MutedUntil,
        DateTime? QuietUntil, bool HasBlocked, DateTime? LeftAt)
    {
        public RoomMembership ToMembership(Guid accountId) => new(
            RoomId.ToString(), (RoomKind)Kind, Title, CounterpartId?.ToString(),
            new RoomMember(accountId.ToString(), (RoomRole)Role, JoinedAt, ReadSeq)
            {
                ReadMessages = ReadMessages, MutedUntil = MutedUntil, QuietUntil = QuietUntil, HasBlocked = HasBlocked,
            },
            LeftAt);
    }
}
