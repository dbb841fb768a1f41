using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Nusaloka.Grains.Deliveries;

/// <summary>
/// Deletes each hour what nobody will ask for again: what is remembered of messages that went out and of whom we told of trips, codes long
/// expired, notifications of half a year ago, gateways' webhooks of a year ago that have had their effect, and old messages of the development inbox. Any number of silos may do it at the same time.
/// </summary>
internal sealed partial class RetentionService(NpgsqlDataSource dataSource, TimeProvider time, ILogger<RetentionService> logger) : BackgroundService
{
    private const int BatchSize = 5_000;

    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    // Codes are counted over a day; messages are known longer than the outbox repeats an event. Both far longer than a grain that nobody
    // calls stays in memory.
    private static readonly (TimeSpan KeptFor, string Statement)[] Old =
    [
        (TimeSpan.FromDays(2), """
            delete from grain_state where ctid = any (array(
                select ctid from grain_state
                where kind = 'code' and updated_at < $1 and coalesce(jsonb_array_length(state -> 'familiar'), 0) = 0 limit $2))
            """),
        // Where codes were right is known for thirty days.
        (TimeSpan.FromDays(31), """
            delete from grain_state where ctid = any (array(select ctid from grain_state where kind = 'code' and updated_at < $1 limit $2))
            """),
        (TimeSpan.FromDays(2), """
            delete from grain_state where ctid = any (array(select ctid from grain_state where kind = 'recipients' and updated_at < $1 limit $2))
            """),
        (TimeSpan.FromDays(2), """
            delete from sms_hour where ctid = any (array(select ctid from sms_hour where hour < $1 limit $2))
            """),
        (TimeSpan.FromDays(2), """
            delete from sms_share where ctid = any (array(select ctid from sms_share where hour < $1 limit $2))
            """),
        (TimeSpan.FromDays(7), """
            delete from sms_taken where ctid = any (array(select ctid from sms_taken where taken_at < $1 limit $2))
            """),
        (TimeSpan.FromDays(7), """
            delete from grain_state where ctid = any (array(
                select ctid from grain_state where kind in ('mail', 'sms') and updated_at < $1 limit $2))
            """),
        (TimeSpan.FromDays(60), """
            delete from grain_state where ctid = any (array(
                select ctid from grain_state where kind = 'notification-delivery' and updated_at < $1 limit $2))
            """),
        (TimeSpan.FromDays(60), """
            delete from notification_delivery where ctid = any (array(
                select ctid from notification_delivery where created_at < $1 limit $2))
            """),
        (TimeSpan.FromDays(180), """
            delete from notification where ctid = any (array(select ctid from notification where created_at < $1 limit $2))
            """),
        (TimeSpan.FromDays(7), """
            delete from grain_state where ctid = any (array(
                select ctid from grain_state where kind = 'tripalerts' and updated_at < $1 limit $2))
            """),
        // One that comes again after so long is applied again, and then changes nothing. What waits is kept.
        (TimeSpan.FromDays(366), """
            delete from grain_state where ctid = any (array(
                select ctid from grain_state
                where kind = 'webhook' and updated_at < $1 and state ->> 'status' in ('applied', 'foreign') limit $2))
            """),
        (TimeSpan.FromDays(366), """
            delete from webhook_inbox where ctid = any (array(
                select ctid from webhook_inbox where received_at < $1 and status in ('applied', 'foreign') limit $2))
            """),
        (TimeSpan.FromDays(7), """
            delete from development_inbox where id = any (array(select id from development_inbox where created_at < $1 limit $2))
            """),
    ];

    /// <summary>Deletes what is old. Answers how many rows that were.</summary>
    public async Task<long> DeleteAsync(CancellationToken cancellationToken)
    {
        var total = 0L;
        foreach (var (keptFor, statement) in Old)
        {
            int deleted;
            do
            {
                await using var command = dataSource.CreateCommand(statement);
                command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = (time.GetUtcNow() - keptFor).UtcDateTime });
                command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = BatchSize });
                deleted = await command.ExecuteNonQueryAsync(cancellationToken);
                total += deleted;
            }
            while (deleted == BatchSize);
        }

        return total;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryDeleteAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryDeleteAsync(CancellationToken cancellationToken)
    {
        try
        {
            var deleted = await DeleteAsync(cancellationToken);
            if (deleted > 0)
                LogDeleted(deleted);
        }
        catch (NpgsqlException exception)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(EventId = 1511, Level = LogLevel.Information, Message = "Deleted {Rows} rows about messages and codes of long ago")]
    private partial void LogDeleted(long rows);

    [LoggerMessage(EventId = 1512, Level = LogLevel.Warning, Message = "Old messages and codes could not be deleted; it is tried again in an hour")]
    private partial void LogFailed(Exception exception);
}
