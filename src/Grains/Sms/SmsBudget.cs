using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Nusaloka.Grains.Sms;

/// <summary>
/// Bounds what short messages may cost in an hour: the function <c>sms_take</c> counts for all silos. A flood is held up, and seen; it uses up
/// neither what is kept for numbers that people have proven, nor more than the share of the country that it goes to. A message takes its
/// part once, however often it is tried.
/// </summary>
internal sealed partial class SmsBudget
{
    private const int WarningPercent = 80;

    private readonly NpgsqlDataSource _dataSource;
    private readonly SmsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<SmsBudget> _logger;
    private readonly Counter<long> _taken;
    private readonly Counter<long> _refused;

    public SmsBudget(NpgsqlDataSource dataSource, IOptions<SmsOptions> options, TimeProvider time, IMeterFactory meters, ILogger<SmsBudget> logger)
    {
        (_dataSource, _options, _time, _logger) = (dataSource, options.Value, time, logger);
        var meter = meters.Create("Nusaloka.Deliveries");
        _taken = meter.CreateCounter<long>("nusaloka.sms.budget_taken", "{message}", "Short messages that were let go within the hour's budget.");
        _refused = meter.CreateCounter<long>(
            "nusaloka.sms.over_budget", "{message}", "Short messages held up because the hour's budget, or their share of it, was used up.");
    }

    /// <summary>Takes a message's part of this hour, unless it has one; false when there is none left for it.</summary>
    /// <param name="message">Names the message.</param>
    /// <param name="number">Where it goes, E.164.</param>
    /// <param name="isProven">Whether the number is proven to be an account's.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<bool> TryTakeAsync(Guid message, string number, bool isProven, CancellationToken cancellationToken)
    {
        var most = _options.MaxPerHour;
        await using var command = _dataSource.CreateCommand("select sms_take($1, $2, $3, $4, $5, $6, $7)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = message });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = _time.GetUtcNow().UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = SmsCountries.Of(number) });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = isProven });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Part(most, _options.UnprovenPercent) });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = SmsCountries.IsHome(number) ? most : Part(most, _options.CountryPercent) });
        var answer = await command.ExecuteScalarAsync(cancellationToken) as int? ?? throw new InvalidOperationException("sms_take answered nothing.");
        if (answer < 0)
        {
            var share = answer switch { -1 => "all", -2 => "unproven", _ => "country" };
            _refused.Add(1, new KeyValuePair<string, object?>("share", share));
            return false;
        }

        if (answer == 0)
            return true;
        _taken.Add(1);
        if (answer == Part(most, WarningPercent))
            LogNearlyUsedUp(answer, most);
        return true;
    }

    private static int Part(int most, int percent) => (int)Math.Max(1, (long)most * percent / 100);

    [LoggerMessage(1611, LogLevel.Warning, "{Sent} of at most {Most} short messages of this hour are sent: is somebody making us send them?")]
    private partial void LogNearlyUsedUp(int sent, int most);
}
