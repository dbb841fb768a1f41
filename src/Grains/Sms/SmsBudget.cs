using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Nusaloka.Grains.Sms;

/// <summary>
/// Bounds what short messages may cost in an hour: the table <c>sms_hour</c> counts for all silos. A flood is held up with the rest, and seen.
/// </summary>
internal sealed partial class SmsBudget
{
    private const int WarningPercent = 80;

    private readonly NpgsqlDataSource _dataSource;
    private readonly int _most;
    private readonly TimeProvider _time;
    private readonly ILogger<SmsBudget> _logger;
    private readonly Counter<long> _taken;
    private readonly Counter<long> _refused;

    public SmsBudget(NpgsqlDataSource dataSource, IOptions<SmsOptions> options, TimeProvider time, IMeterFactory meters, ILogger<SmsBudget> logger)
    {
        (_dataSource, _most, _time, _logger) = (dataSource, options.Value.MaxPerHour, time, logger);
        var meter = meters.Create("Nusaloka.Deliveries");
        _taken = meter.CreateCounter<long>("nusaloka.sms.budget_taken", "{message}", "Short messages that were let go within the hour's budget.");
        _refused = meter.CreateCounter<long>("nusaloka.sms.over_budget", "{message}", "Short messages held up because the hour's budget was used up.");
    }

    /// <summary>Takes one message of this hour; false when there is none left.</summary>
    public async Task<bool> TryTakeAsync(CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand(
            """
            insert into sms_hour as taken (hour, sent) values (date_trunc('hour', $1), 1)
            on conflict (hour) do update set sent = taken.sent + 1 where taken.sent < $2
            returning sent
            """);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = _time.GetUtcNow().UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = _most });
        if (await command.ExecuteScalarAsync(cancellationToken) is not int sent)
        {
            _refused.Add(1);
            return false;
        }

        _taken.Add(1);
        if (sent == Math.Max(1, (long)_most * WarningPercent / 100))
            LogNearlyUsedUp(sent, _most);
        return true;
    }

    [LoggerMessage(1611, LogLevel.Warning, "{Sent} of at most {Most} short messages of this hour are sent: is somebody making us send them?")]
    private partial void LogNearlyUsedUp(int sent, int most);
}
