using Dapper;
using Nusaloka.Chat;
using Npgsql;

namespace Nusaloka.Grains.Chat;

/// <summary>
/// Who of a room has not read what was said, as the history knows it: for what the room has no more at hand. What people say whom a member has blocked does not
/// count.
/// </summary>
internal sealed class UnreadMembers(NpgsqlDataSource dataSource)
{
    /// <summary>Messages with mentions that are read at once.</summary>
    private const int MaxMentioning = 200;

    // Direct rooms are the only ones in which somebody can block; the other of the two is whom they have blocked.
    private const string NotBlocked = """
        not exists (
            select from chat_member b join chat_member o on o.room_id = b.room_id
            where b.account_id = m.account_id and b.has_blocked and o.account_id = e.actor_id)
        """;

    /// <summary>
    /// Members who were mentioned after a number and have not read it, whether they want to hear of the room or not; and the number up to which they were looked for,
    /// from where the next page goes on.
    /// </summary>
    public async Task<(UnreadMember[] Members, long UpTo)> MentionedAsync(
        Guid roomId, long after, long upTo, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var messages = (await connection.QueryAsync<(long Seq, string Body)>(new CommandDefinition(
            $"""
            select seq, body from chat_event
            where room_id = @roomId and seq > @after and seq <= @upTo and kind = 1 and removal = 0 and at > @since and position('@' in body) > 0
            order by seq limit {MaxMentioning}
            """,
            new { roomId, after, upTo, since = since.UtcDateTime }, cancellationToken: cancellationToken))).ToArray();
        var reached = messages.Length < MaxMentioning ? upTo : messages[^1].Seq;
        (long Seq, Guid Account)[] mentions = [.. messages.SelectMany(static one => ChatMentions.In(one.Body).Select(account => (one.Seq, account)))];
        if (mentions.Length == 0)
            return ([], reached);

        var members = await connection.QueryAsync<UnreadMember>(new CommandDefinition(
            $"""
            select m.account_id as AccountId, m.read_seq as ReadSeq, e.seq, e.actor_id as SenderId, a.full_name as Name, e.at
            from unnest(@seqs, @accounts) v (seq, account)
            join chat_member m on m.room_id = @roomId and m.account_id = v.account and m.left_at is null and m.read_seq < v.seq
            join chat_event e on e.room_id = @roomId and e.seq = v.seq and e.actor_id is distinct from m.account_id
            left join account a on a.id = e.actor_id::text
            where {NotBlocked}
            order by e.seq, m.account_id
            """,
            new { roomId, seqs = Array.ConvertAll(mentions, static one => one.Seq), accounts = Array.ConvertAll(mentions, static one => one.Account) },
            cancellationToken: cancellationToken));
        return ([.. members], reached);
    }

    /// <summary>Those of some members who have not read the room's last message of another, if it is among the last thousand events.</summary>
    public async Task<UnreadMember[]> NotToldAsync(
        Guid roomId, long upTo, DateTimeOffset since, IReadOnlyCollection<Guid> accounts, CancellationToken cancellationToken)
    {
        if (accounts.Count == 0)
            return [];
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<UnreadMember>(new CommandDefinition(
            $"""
            select m.account_id as AccountId, m.read_seq as ReadSeq, e.seq, e.actor_id as SenderId, a.full_name as Name, e.at
            from chat_member m
            cross join lateral (
                select e.seq, e.actor_id, e.at from chat_event e
                where e.room_id = m.room_id and e.kind = 1 and e.removal = 0 and e.at > @since
                  and e.seq > greatest(m.read_seq, @upTo - {ChatLimits.MaxResumedEvents}) and e.seq <= @upTo
                  and e.actor_id is distinct from m.account_id and {NotBlocked}
                order by e.seq desc limit 1) e
            left join account a on a.id = e.actor_id::text
            where m.room_id = @roomId and m.account_id = any (@accounts) and m.left_at is null
            order by m.account_id
            """,
            new { roomId, upTo, since = since.UtcDateTime, accounts = accounts.ToArray() }, cancellationToken: cancellationToken))];
    }

    /// <summary>What the senders are called whose names are not there yet.</summary>
    public async Task<Dictionary<Guid, string>> NamesAsync(IEnumerable<UnreadMember> members, CancellationToken cancellationToken)
    {
        string[] senders = [.. members.Where(static one => one.Name is null).Select(static one => one.SenderId?.ToString()).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (senders.Length == 0)
            return [];
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<(string Id, string Name)>(new CommandDefinition(
            "select id, full_name from account where id = any (@senders)", new { senders }, cancellationToken: cancellationToken)))
            .ToDictionary(static one => Guid.Parse(one.Id), static one => one.Name);
    }

    /// <summary>Remembers that they were told.</summary>
    public async Task ToldAsync(IReadOnlyCollection<UnreadNotice> notices, CancellationToken cancellationToken)
    {
        (Guid Room, Guid Account, long Seq)[] told =
            [.. notices.SelectMany(static notice => notice.Members, static (notice, one) => (notice.RoomId, one.AccountId, one.ReadSeq))];
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into chat_notice (room_id, account_id, read_seq)
            select distinct on (v.room, v.account) v.room, v.account, v.seq from unnest(@rooms, @accounts, @seqs) v (room, account, seq)
            order by v.room, v.account, v.seq desc
            on conflict (room_id, account_id) do update set read_seq = excluded.read_seq
            """,
            new
            {
                rooms = Array.ConvertAll(told, static one => one.Room),
                accounts = Array.ConvertAll(told, static one => one.Account),
                seqs = Array.ConvertAll(told, static one => one.Seq),
            },
            cancellationToken: cancellationToken));
    }
}
