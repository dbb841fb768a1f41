using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Nusaloka.Persistence.Outbox;

/// <summary>
/// Wakes the partition grains when events are committed (LISTEN), and all of them at every poll in case a notification was
/// missed. One per silo; a grain that is woken twice just looks twice.
/// </summary>
internal sealed partial class OutboxListener(
    IOptions<PersistenceOptions> persistence,
    IGrainFactory grains,
    OutboxStore store,
    IHostApplicationLifetime lifetime,
    IOptions<OutboxOptions> options,
    PersistenceMetrics metrics,
    TimeProvider time,
    ILogger<OutboxListener> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StartedAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception exception)
            {
                LogLost(exception);
                await Task.Delay(options.Value.PollInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // Grains can be called when the silo is up, and it is up when the host is.
    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        var notified = new HashSet<short>();
        await using var dataSource = PersistenceDataSource.CreateForListening(persistence.Value);
        await using var connection = await dataSource.OpenConnectionAsync(stoppingToken);
        connection.Notification += (_, notification) =>
        {
            if (short.TryParse(notification.Payload, NumberStyles.None, CultureInfo.InvariantCulture, out var partition))
                notified.Add(partition);
        };
        await using (var listen = new NpgsqlCommand("listen nusaloka_outbox", connection))
            await listen.ExecuteNonQueryAsync(stoppingToken);

        while (true)
        {
            // After the first LISTEN and after every quiet interval: everybody, in case something was missed.
            await WakeAsync(Enumerable.Range(0, OutboxPartition.Count).Select(partition => (short)partition), stoppingToken);
            await MeasureAsync(stoppingToken);

            var polled = time.GetTimestamp();
            while (time.GetElapsedTime(polled) < options.Value.PollInterval && await connection.WaitAsync(options.Value.PollInterval, stoppingToken))
            {
                await WakeAsync(notified, stoppingToken);
                notified.Clear();
            }
        }
    }

    private Task WakeAsync(IEnumerable<short> partitions, CancellationToken stoppingToken) =>
        Task.WhenAll(partitions.Select(partition => WakeAsync(partition, stoppingToken)));

    private async Task WakeAsync(short partition, CancellationToken stoppingToken)
    {
        try
        {
            await grains.GetGrain<IOutboxPartitionGrain>(partition.ToString(CultureInfo.InvariantCulture)).WakeAsync(stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // The next poll wakes it again.
            LogNotWoken(exception, partition);
        }
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        var (lag, pending, deadLetters) = await store.MeasureAsync(cancellationToken);
        metrics.OutboxMeasured(lag, pending, deadLetters);
    }

    [LoggerMessage(EventId = 2033, Level = LogLevel.Warning, Message = "The outbox listener lost its connection and connects again")]
    private partial void LogLost(Exception exception);

    [LoggerMessage(EventId = 2034, Level = LogLevel.Warning, Message = "Outbox partition {Partition} could not be woken; the next poll tries again")]
    private partial void LogNotWoken(Exception exception, short partition);
}
