using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Nusaloka.Grains.Search.Trips;

namespace Nusaloka.Grains.Search;

/// <summary>
/// Every few seconds: brings dates and ratings of trips up to date, and writes down what was searched for. Any number of silos may do it at
/// the same time.
/// </summary>
internal sealed partial class SearchUpkeep(
    TripSearchRefresher trips, PopularSearches popular, IOptions<SearchOptions> options, TimeProvider time, ILogger<SearchUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Forgetting = TimeSpan.FromHours(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(popular.WriteAsync, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RefreshInterval, time);
        var forgotAt = time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryAsync(trips.RefreshAsync, stoppingToken);
                await TryAsync(popular.WriteAsync, stoppingToken);
                if (time.GetElapsedTime(forgotAt) < Forgetting)
                    continue;
                forgotAt = time.GetTimestamp();
                await TryAsync(popular.ForgetAsync, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(EventId = 6310, Level = LogLevel.Warning, Message = "What searches show of dates, ratings or popular words is not brought up to date; it is tried again")]
    private partial void LogFailed(Exception exception);
}
