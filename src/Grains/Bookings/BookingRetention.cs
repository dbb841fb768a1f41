using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Nusaloka.Grains.Bookings;

/// <summary>
/// Has bookings forget the people who came, some time after they are over: names, phone numbers and wishes of others than the traveller, too, who have never been asked.
/// Each hour; any number of silos may do it at the same time.
/// </summary>
internal sealed partial class BookingRetention(
    NpgsqlDataSource dataSource, IGrainFactory grains, IOptions<BookingOptions> options, TimeProvider time, ILogger<BookingRetention> logger) : BackgroundService
{
    /// <summary>How many are read at once.</summary>
    internal const int PageSize = 200;

    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    /// <summary>Has those forget whose time is up. Answers how many did.</summary>
    public async Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        for (var after = DateTimeOffset.MinValue; ;)
        {
            var page = await BookingQueries.ListWithPeopleAsync(dataSource, after, time.GetUtcNow() - options.Value.PeopleKept, PageSize, cancellationToken);
            foreach (var (id, _) in page)
                total += await TryForgetAsync(id, cancellationToken) ? 1 : 0;
            if (page.Length < PageSize)
                return total;
            after = page[^1].UpdatedAt;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await ForgetAsync(cancellationToken) is > 0 and var count)
                LogForgotten(count);
        }
        catch (NpgsqlException exception)
        {
            LogFailed(exception);
        }
    }

    /// <summary>One that cannot do it now does not keep the others from it: its turn comes again in an hour.</summary>
    private async Task<bool> TryForgetAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<IBookingSagaGrain>(id).ForgetPeopleAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogBookingFailed(exception, id);
            return false;
        }
    }

    [LoggerMessage(EventId = 6680, Level = LogLevel.Information, Message = "{Count} bookings have forgotten who came")]
    private partial void LogForgotten(int count);

    [LoggerMessage(EventId = 6681, Level = LogLevel.Warning, Message = "Bookings that are long over could not be looked for; it is tried again in an hour")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(EventId = 6682, Level = LogLevel.Warning, Message = "Booking {BookingId} could not forget who came; it is tried again in an hour")]
    private partial void LogBookingFailed(Exception exception, string bookingId);
}
