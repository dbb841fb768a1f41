using Dapper;
using Nusaloka.Chat;
using Npgsql;

namespace Nusaloka.Grains.Chat;

/// <summary>The table <c>account_presence</c>, and who has blocked whom.</summary>
internal sealed class PresenceStore(NpgsqlDataSource dataSource)
{
    /// <summary>What is stored of people, each once.</summary>
    public Task<PresenceFacts[]> ReadAsync(IReadOnlyCollection<string> accountIds, CancellationToken cancellationToken) => QueryAsync(
        """
        select a.id, p.seen_at as SeenAt, coalesce(b.others, '{}') as Others
        from unnest(@ids::uuid[]) a (id)
        left join account_presence p on p.account_id = a.id
        left join lateral (
            select array_agg(distinct other.account_id) as others
            from chat_member me
            join chat_member blocker on blocker.room_id = me.room_id and blocker.has_blocked
            join chat_member other on other.room_id = me.room_id and other.account_id <> me.account_id
            where me.account_id = a.id) b on true
        """,
        new { ids = Guids(accountIds) }, cancellationToken);

    /// <summary>
    /// What is stored of people, each once; of those whom they are hidden from, only whether the viewer is one. The room of the two alone can say that, so
    /// people with many rooms cost no more than others.
    /// </summary>
    public Task<PresenceFacts[]> ReadForAsync(string viewerId, IReadOnlyCollection<string> accountIds, CancellationToken cancellationToken)
    {
        var ids = Guids(accountIds);
        var rooms = Array.ConvertAll(ids, id => Guid.Parse(RoomIds.Direct(viewerId, id.ToString())));
        return QueryAsync(
            """
            select a.id, p.seen_at as SeenAt,
                case when exists (select from chat_member m where m.room_id = a.room_id and m.has_blocked) then array[@viewer] else '{}'::uuid[] end as Others
            from unnest(@ids::uuid[], @rooms::uuid[]) a (id, room_id)
            left join account_presence p on p.account_id = a.id
            """,
            new { ids, rooms, viewer = Guid.TryParse(viewerId, out var viewer) ? viewer : Guid.Empty }, cancellationToken);
    }

    /// <summary>Writes when people were last seen; an earlier time than the stored one changes nothing, and of a closed account nothing is kept.</summary>
    public async Task WriteAsync(IReadOnlyCollection<KeyValuePair<string, DateTimeOffset>> seen, CancellationToken cancellationToken)
    {
        // In one order, so that two activations of a partition never wait for each other in a circle.
        var rows = seen.Where(static one => Guid.TryParse(one.Key, out _)).OrderBy(static one => one.Key, StringComparer.Ordinal).ToArray();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into account_presence (account_id, seen_at)
            select s.account_id, s.seen_at from unnest(@ids::uuid[], @times::timestamptz[]) s (account_id, seen_at) join account a on a.id = s.account_id::text
            on conflict (account_id) do update set seen_at = excluded.seen_at where account_presence.seen_at < excluded.seen_at
            """,
            new { ids = Array.ConvertAll(rows, static row => Guid.Parse(row.Key)), times = Array.ConvertAll(rows, static row => row.Value.UtcDateTime) },
            cancellationToken: cancellationToken));
    }

    /// <summary>Forgets when somebody was last seen.</summary>
    public async Task EraseAsync(Guid accountId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from account_presence where account_id = @accountId", new { accountId }, cancellationToken: cancellationToken));
    }

    private async Task<PresenceFacts[]> QueryAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
        return
        [
            .. rows.Select(static row => new PresenceFacts(
                row.Id.ToString(), row.SeenAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null, [.. ((Guid[])row.Others).Select(static id => id.ToString())])),
        ];
    }

    private static Guid[] Guids(IEnumerable<string> ids) =>
        [.. ids.Select(static id => Guid.TryParse(id, out var known) ? known : Guid.Empty).Where(static id => id != Guid.Empty).Distinct()];

    private sealed record Row(Guid Id, DateTime? SeenAt, Array Others);
}
