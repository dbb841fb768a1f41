using System.Threading.Channels;

namespace Nusaloka.Persistence.Storage;

/// <summary>
/// One loop that takes all writes that wait, up to a batch, and commits them over its own connection, again and again.
/// It never waits for a batch to fill: under load batches fill by themselves, without load a write goes out at once.
/// </summary>
internal sealed class StateWriteLane : IAsyncDisposable
{
    private readonly Channel<PendingWrite> _waiting;
    private readonly StateCommitter _committer;
    private readonly PersistenceMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly int _maxBatchSize;
    private readonly int _capacity;
    private readonly Task _loop;
    private volatile bool _stopping;

    // Touched by the loop only.
    private readonly HashSet<(string Kind, string Id)> _taken = [];
    private List<PendingWrite> _held = [];

    public StateWriteLane(StateCommitter committer, PersistenceOptions options, PersistenceMetrics metrics, TimeProvider time)
    {
        _committer = committer;
        _metrics = metrics;
        _time = time;
        _maxBatchSize = options.MaxBatchSize;
        _capacity = options.WriteQueueCapacity;
        _waiting = Channel.CreateBounded<PendingWrite>(new BoundedChannelOptions(_capacity) { SingleReader = true });

        // The loop belongs to nobody: neither to the trace nor to the grain that happens to write first.
        using (ExecutionContext.SuppressFlow())
            _loop = Task.Run(RunAsync);
    }

    /// <summary>Writes that wait for a batch.</summary>
    public int Depth => _waiting.Reader.Count;

    /// <summary>Queues a write; one that cannot be queued is answered at once.</summary>
    public void Enqueue(PendingWrite write)
    {
        if (_waiting.Writer.TryWrite(write))
            return;

        write.Failed(new StateWriteRejectedException(_stopping
            ? $"{write} was not written: the process is stopping."
            : $"{write} was not written: {_capacity} writes wait already. The database is slower than the load; try again later."));
    }

    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        _waiting.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        await _committer.DisposeAsync().ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (_held.Count > 0 || await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var batch = Gather();
            if (batch.Length == 0)
                continue;

            try
            {
                await CommitAsync(batch).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // A bug in here must not leave callers without an answer, or the lane without its loop.
                foreach (var write in batch)
                    write.Failed(exception);
            }
        }
    }

    private async Task CommitAsync(PendingWrite[] batch)
    {
        if (await _committer.ConnectAsync().ConfigureAwait(false) is { } failure)
        {
            RejectAll(batch, failure);
            return;
        }

        var started = _time.GetTimestamp();
        await _committer.CommitAsync(batch).ConfigureAwait(false);
        _metrics.BatchCommitted(batch.Length, _time.GetElapsedTime(started));
    }

    // A statement can change a row once, so a second write of one state waits for the next batch, in front of all others.
    private PendingWrite[] Gather()
    {
        var batch = new List<PendingWrite>(Math.Min(_maxBatchSize, _held.Count + _waiting.Reader.Count));
        var held = _held;
        _held = [];
        _taken.Clear();
        foreach (var write in held)
            Take(write, batch);

        while (batch.Count < _maxBatchSize && _held.Count < _maxBatchSize && _waiting.Reader.TryRead(out var write))
            Take(write, batch);

        return [.. batch];
    }

    private void Take(PendingWrite write, List<PendingWrite> batch)
    {
        if (batch.Count < _maxBatchSize && _taken.Add((write.Kind, write.Id)))
            batch.Add(write);
        else
            _held.Add(write);
    }

    // Whoever waits for a database that cannot be reached learns it now, not one connect timeout after the other.
    private void RejectAll(PendingWrite[] batch, Exception failure)
    {
        foreach (var write in batch.Concat(_held))
            Reject(write, failure);
        _held.Clear();
        while (_waiting.Reader.TryRead(out var write))
            Reject(write, failure);
    }

    private static void Reject(PendingWrite write, Exception failure) =>
        write.Failed(new StateWriteRejectedException($"{write} was not written: no connection to PostgreSQL. {failure.Message}", failure));
}
