using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Nusaloka.Persistence.Outbox;

/// <summary>
/// Gives each partition one deliverer in the cluster. The work is a loop beside the grain's turns, so that no handler, however
/// slow, keeps the grain from answering; the loop lives from activation to deactivation. Should two activations exist for a
/// while, the claims in the database keep them apart.
/// </summary>
[GrainType("outbox-partition")]
internal sealed partial class OutboxPartitionGrain(
    OutboxDispatcher dispatcher, IOptions<OutboxOptions> options, TimeProvider time, ILogger<OutboxPartitionGrain> logger) : Grain, IOutboxPartitionGrain, IDisposable
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        if (!short.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var partition) || partition >= OutboxPartition.Count)
            throw new InvalidOperationException($"There is no outbox partition '{key}'; they are 0 to {OutboxPartition.Count - 1}.");

        using (ExecutionContext.SuppressFlow())
            _loop = Task.Run(() => RunAsync(partition, _stop.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _loop.WaitAsync(cancellationToken);
    }

    public void Dispose() => _stop.Dispose();

    public Task WakeAsync(CancellationToken cancellationToken)
    {
        _wake.Writer.TryWrite(true);
        return Task.CompletedTask;
    }

    private async Task RunAsync(short partition, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var nextDue = await dispatcher.DispatchAsync(partition, stop);
                await WaitAsync(nextDue, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
            }
            catch (Exception exception)
            {
                LogFailed(exception, partition);
                await WaitAsync(nextDue: null, stop);
            }
        }
    }

    // Until somebody wakes this partition, a postponed event is due, or the poll interval is over.
    private async Task WaitAsync(DateTimeOffset? nextDue, CancellationToken stop)
    {
        var pause = options.Value.PollInterval;
        if (nextDue is { } due && due - time.GetUtcNow() is var untilDue && untilDue < pause)
            pause = untilDue > TimeSpan.FromMilliseconds(1) ? untilDue : TimeSpan.FromMilliseconds(1);

        using var limit = new CancellationTokenSource(pause, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }

    [LoggerMessage(EventId = 2032, Level = LogLevel.Error, Message = "Delivering outbox partition {Partition} failed; it goes on at the next poll")]
    private partial void LogFailed(Exception exception, short partition);
}
