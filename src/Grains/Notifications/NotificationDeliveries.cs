using System.Collections.Immutable;
using System.Text;
using Dapper;
using Npgsql;
using Nusaloka.Grains.State;
using Nusaloka.Notifications;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Notifications;

/// <summary>Reads the table <c>notification_delivery</c>.</summary>
internal sealed class NotificationDeliveries(NpgsqlDataSource dataSource)
{
    private const int MaxOfOne = 100;

    /// <summary>The deliveries of a notification, oldest first.</summary>
    public Task<ImmutableArray<NotificationDelivery>> OfAsync(Guid notificationId, CancellationToken cancellationToken) => ReadAsync(
        "select delivery::text from notification_delivery where notification_ids @> array[@notificationId] order by created_at, id limit @limit",
        new { notificationId, limit = MaxOfOne }, cancellationToken);

    /// <summary>Whether somebody has, or had, a mail with a notification on its way.</summary>
    public async Task<bool> IsMailedAsync(string accountId, Guid notificationId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            """
            select exists (
                select from notification_delivery
                where notification_ids @> array[@notificationId] and account_id = @accountId and delivery ->> 'channel' = @channel)
            """,
            new { accountId, notificationId, channel = NotificationSenders.NameOf(NotificationChannel.Email) }, cancellationToken: cancellationToken));
    }

    /// <summary>The newest with a status before the cursor.</summary>
    public Task<ImmutableArray<NotificationDelivery>> ListAsync(
        NotificationDeliveryStatus status, Cursor? before, int limit, CancellationToken cancellationToken) => ReadAsync(
        """
        select delivery::text from notification_delivery
        where status = @status and status <> 1 and (@At::timestamptz is null or (created_at, id) < (@At::timestamptz, @Id::uuid))
        order by created_at desc, id desc
        limit @limit
        """,
        new { status = (short)status, At = before?.At.UtcDateTime, before?.Id, limit }, cancellationToken);

    /// <summary>The oldest of those that are to be tried again.</summary>
    public async Task<Guid[]> FindIdsAsync(ReplayDeliveries wanted, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<Guid>(new CommandDefinition(
            """
            select id from notification_delivery
            where status = @status and status <> 1 and (@channel::text is null or delivery ->> 'channel' = @channel)
              and (@from::timestamptz is null or created_at >= @from) and (@to::timestamptz is null or created_at < @to)
            order by created_at, id
            limit @limit
            """,
            new
            {
                status = (short)wanted.Status,
                channel = wanted.Channel is { } channel ? NotificationSenders.NameOf(channel) : null,
                from = wanted.From?.UtcDateTime,
                to = wanted.To?.UtcDateTime,
                limit,
            }, cancellationToken: cancellationToken))];
    }

    /// <summary>Some of the deliveries to somebody.</summary>
    public async Task<Guid[]> IdsOfAsync(string accountId, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<Guid>(new CommandDefinition(
            "select id from notification_delivery where account_id = @accountId limit @limit", new { accountId, limit }, cancellationToken: cancellationToken))];
    }

    /// <summary>To whom a notification was; null when there is none.</summary>
    public async Task<string?> FindAccountAsync(Guid notificationId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QueryFirstOrDefaultAsync<string>(new CommandDefinition(
            "select account_id from notification where id = @notificationId and deleted_at is null", new { notificationId }, cancellationToken: cancellationToken));
    }

    private async Task<ImmutableArray<NotificationDelivery>> ReadAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<string>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
        return
        [
            .. rows.Select(static row => StateJson.Deserialize<NotificationDelivery>(Encoding.UTF8.GetBytes(row))
                ?? throw new InvalidOperationException("A stored delivery is null.")),
        ];
    }
}
