using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Dapper;
using Npgsql;
using Nusaloka.Grains.State;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Notifications;

/// <summary>The table <c>notification</c>.</summary>
internal sealed class NotificationStore(NpgsqlDataSource dataSource)
{
    private const string Columns =
        "id, account_id as AccountId, kind, category, variables::text as Variables, fingerprint, created_at as CreatedAt, read_at as ReadAt";

    private static readonly string AddSql = $"""
        with told as (
            select distinct on (n.id) n.*, coalesce(s.channels[n.category + 1], n.usual) as channels, coalesce(s.has_push, false) as has_push
            from unnest(@Ids::uuid[], @Accounts::text[], @Kinds::text[], @Categories::smallint[], @Variables::jsonb[], @Fingerprints::text[],
                        @Usual::smallint[], @Forced::boolean[], @Times::timestamptz[], @Partitions::smallint[], @Payloads::jsonb[])
                 n (id, account_id, kind, category, variables, fingerprint, usual, forced, created_at, partition, payload)
            left join notification_setting s using (account_id)
        ), added as (
            insert into notification (id, account_id, kind, category, variables, fingerprint, in_inbox, created_at)
            select id, account_id, kind, category, variables, fingerprint, channels & {NotificationReach.InboxBit} <> 0, created_at from told
            on conflict (id) do nothing
            returning id, in_inbox
        ), outgoing as (
            insert into outbox_event (source_kind, source_id, source_version, source_ordinal, event_id, type, partition, payload, traceparent)
            select @SourceKind::text, account_id, nextval('notification_dispatch'), 0, id, @Type::text, partition, payload, @TraceParent::text
            from told join added using (id)
            where forced or channels & (case when has_push then {NotificationReach.OutsideBits} else {NotificationReach.OutsideBits & ~NotificationReach.PushBit} end) <> 0
        )
        select id from added where in_inbox
        """;

    /// <summary>
    /// Writes those that are not there yet, and for each that goes further than the inbox a <see cref="NotificationAdded"/>; all or none. Answers which of
    /// them are new in an inbox.
    /// </summary>
    public async Task<IReadOnlySet<Guid>> AddAsync(IReadOnlyCollection<NewNotification> notifications, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<Guid>(new CommandDefinition(AddSql, Parameters(notifications), cancellationToken: cancellationToken))).ToHashSet();
    }

    /// <summary>The newest of somebody before the cursor.</summary>
    public async Task<ImmutableArray<StoredNotification>> ListAsync(
        string accountId, bool unreadOnly, Cursor? before, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var unread = unreadOnly ? "and read_at is null" : "";
        return [.. await connection.QueryAsync<StoredNotification>(new CommandDefinition(
            $"""
            select {Columns} from notification
            where account_id = @accountId and in_inbox and deleted_at is null {unread}
              and (@At::timestamptz is null or (created_at, id) < (@At::timestamptz, @Id::uuid))
            order by created_at desc, id desc
            limit @limit
            """,
            new { accountId, At = before?.At.UtcDateTime, before?.Id, limit }, cancellationToken: cancellationToken))];
    }

    /// <summary>Those of the ids that are not deleted, oldest first.</summary>
    public async Task<ImmutableArray<StoredNotification>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<StoredNotification>(new CommandDefinition(
            $"select {Columns} from notification where id = any (@ids) and deleted_at is null order by created_at, id",
            new { ids = ids.ToArray() }, cancellationToken: cancellationToken))];
    }

    /// <summary>How many are unread, up to a limit.</summary>
    public Task<int> CountUnreadAsync(string accountId, int limit, CancellationToken cancellationToken) => ScalarAsync(
        """
        select count(*)::int from (
            select 1 from notification where account_id = @accountId and in_inbox and deleted_at is null and read_at is null limit @limit) unread
        """,
        new { accountId, limit }, cancellationToken);

    /// <summary>Marks one; answers whether there is one.</summary>
    public async Task<bool> MarkAsync(string accountId, Guid id, DateTimeOffset? readAt, CancellationToken cancellationToken) => await ChangeAsync(
        """
        update notification set read_at = case when @readAt::timestamptz is null then null else coalesce(read_at, @readAt) end
        where id = @id and account_id = @accountId and deleted_at is null
        """,
        new { accountId, id, readAt = readAt?.UtcDateTime }, cancellationToken) > 0;

    /// <summary>Marks all as read that are not newer; answers how many that were.</summary>
    public Task<int> MarkAllReadAsync(string accountId, DateTimeOffset upTo, DateTimeOffset now, CancellationToken cancellationToken) => ChangeAsync(
        """
        update notification set read_at = @now
        where account_id = @accountId and in_inbox and deleted_at is null and read_at is null and created_at <= @upTo
        """,
        new { accountId, upTo = upTo.UtcDateTime, now = now.UtcDateTime }, cancellationToken);

    /// <summary>Marks as read what told people of rooms and is not newer than what they have read; answers of whom that changed something.</summary>
    public async Task<IReadOnlySet<string>> MarkRoomsReadAsync(IReadOnlyCollection<ReadRoom> reads, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<string>(new CommandDefinition(
            """
            update notification n set read_at = @now
            from unnest(@accounts::text[], @rooms::text[], @times::timestamptz[]) r (account_id, room_id, up_to)
            where n.account_id = r.account_id and n.in_inbox and n.deleted_at is null and n.read_at is null
              and n.kind in ('chat.message', 'chat.mentioned') and n.variables ->> 'conversation_id' = r.room_id and n.created_at <= r.up_to
            returning n.account_id
            """,
            new
            {
                now = now.UtcDateTime,
                accounts = reads.Select(static one => one.AccountId).ToArray(),
                rooms = reads.Select(static one => one.RoomId).ToArray(),
                times = reads.Select(static one => one.UpTo.UtcDateTime).ToArray(),
            },
            cancellationToken: cancellationToken))).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Empties one; answers whether there was one.</summary>
    public async Task<bool> DeleteAsync(string accountId, Guid id, DateTimeOffset now, CancellationToken cancellationToken) => await ChangeAsync(
        "update notification set deleted_at = @now, variables = '{}' where id = @id and account_id = @accountId and deleted_at is null",
        new { accountId, id, now = now.UtcDateTime }, cancellationToken) > 0;

    /// <summary>Takes somebody's name out of what others were told that they wrote.</summary>
    public Task ForgetSenderAsync(string accountId, CancellationToken cancellationToken) => ChangeAsync(
        """
        update notification set variables = variables - 'sender_id' || '{"from": "?"}'
        where kind in ('chat.message', 'chat.mentioned') and variables ->> 'sender_id' = @accountId
        """,
        new { accountId }, cancellationToken);

    /// <summary>Forgets everything that somebody was told.</summary>
    public Task EraseAsync(string accountId, CancellationToken cancellationToken) =>
        ChangeAsync("delete from notification where account_id = @accountId", new { accountId }, cancellationToken);

    private static object Parameters(IReadOnlyCollection<NewNotification> notifications) => new
    {
        Ids = notifications.Select(static one => one.Id).ToArray(),
        Accounts = notifications.Select(static one => one.AccountId).ToArray(),
        Kinds = notifications.Select(static one => one.Kind).ToArray(),
        Categories = notifications.Select(static one => (short)one.Category).ToArray(),
        Variables = notifications.Select(static one => Encoding.UTF8.GetString(StateJson.Serialize(one.Variables))).ToArray(),
        Fingerprints = notifications.Select(static one => one.Fingerprint).ToArray(),
        Usual = notifications.Select(static one => NotificationReach.Bits(NotificationChoices.Usual(one.Category))).ToArray(),
        Forced = notifications.Select(static one => one.Also is not null).ToArray(),
        Times = notifications.Select(static one => one.At.UtcDateTime).ToArray(),
        Partitions = notifications.Select(static one => OutboxPartition.Of(NotificationAdded.SourceKind, one.AccountId)).ToArray(),
        Payloads = notifications.Select(static one => Encoding.UTF8.GetString(
            StateJson.Serialize(new NotificationAdded(one.Id, one.AccountId, one.Category, one.Also, one.At) { Told = one.Told }))).ToArray(),
        NotificationAdded.SourceKind,
        NotificationAdded.Type,
        TraceParent = Activity.Current?.Id,
    };

    private async Task<int> ChangeAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }

    private async Task<int> ScalarAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
