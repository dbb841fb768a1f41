using System.Threading.Channels;

namespace Nusaloka.Persistence.GroupCommit;

/// <summary>
/// Group commit: one loop that takes all that waits, up to a batch, and commits it over its own connection, again and again.
/// It never waits for a batch to fill: under load batches fill by themselves, without load work goes out at once.
/// </summary>
internal sealed class CommitLane<TWork> : IAsyncDisposable
    where TWork : class, ICommitWork
{
    private readonly Channel<TWork> _waiting;
    private readonly ICommitter<TWork> _committer;
    private readonly CommitInstruments _instruments;
    private readonly TimeProvider _time;
    private readonly int _maxBatchSize;
    private readonly int _capacity;
    private readonly Task _loop;
    private volatile bool _stopping;

    // Touched by the loop only.
    private readonly HashSet<object> _taken = [];
    private List<TWork> _held = [];

    public CommitLane(ICommitter<TWork> committer, int maxBatchSize, int capacity, CommitInstruments instruments, TimeProvider time)
    {
        _committer = committer;
        _instruments = instruments;
        _time = time;
        _maxBatchSize = maxBatchSize;
        _capacity = capacity;
        _waiting = Channel.CreateBounded<TWork>(new BoundedChannelOptions(_capacity) { SingleReader = true });

        // The loop belongs to nobody: neither to the trace nor to the grain that happens to write first.
        using (ExecutionContext.SuppressFlow())
            _loop = Task.Run(RunAsync);
    }

    /// <summary>How much waits for a batch.</summary>
    public int Depth => _waiting.Reader.Count;

    /// <summary>Queues work; what cannot be queued is answered at once.</summary>
    public void Enqueue(TWork work)
    {
        if (_waiting.Writer.TryWrite(work))
            return;

        work.Failed(new CommitRejectedException(_stopping
            ? $"{work} was not written: the process is stopping."
            : $"{work} was not written: {_capacity} writes wait already. The database is slower than the load; try again later."));
    }

    /// <summary>Takes no more work, commits what waits and closes the connection.</summary>
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
                foreach (var work in batch)
                    work.Failed(exception);
            }
        }
    }

    private async Task CommitAsync(TWork[] batch)
    {
        if (await _committer.ConnectAsync().ConfigureAwait(false) is { } failure)
        {
            RejectAll(batch, failure);
            return;
        }

        using var span = CommitTraces.Start(batch);
        var started = _time.GetTimestamp();
        await _committer.CommitAsync(batch).ConfigureAwait(false);
        _instruments.BatchCommitted(batch.Length, _time.GetElapsedTime(started));
    }

    // A second one with the same key waits for the next batch, in front of all others.
    private TWork[] Gather()
    {
        var batch = new List<TWork>(Math.Min(_maxBatchSize, _held.Count + _waiting.Reader.Count));
        var held = _held;
        _held = [];
        _taken.Clear();
        foreach (var work in held)
            Take(work, batch);

        while (batch.Count < _maxBatchSize && _held.Count < _maxBatchSize && _waiting.Reader.TryRead(out var work))
            Take(work, batch);

        return [.. batch];
    }

    private void Take(TWork work, List<TWork> batch)
    {
        if (batch.Count < _maxBatchSize && _taken.Add(work.Key))
            batch.Add(work);
        else
            _held.Add(work);
    }

    // Whoever waits for a database that cannot be reached learns it now, not one connect timeout after the other.
    private void RejectAll(TWork[] batch, Exception failure)
    {
        foreach (var work in batch.Concat(_held))
            Reject(work, failure);
        _held.Clear();
        while (_waiting.Reader.TryRead(out var work))
            Reject(work, failure);
    }

    private static void Reject(TWork work, Exception failure) =>
        work.Failed(new CommitRejectedException($"{work} was not written: no connection to PostgreSQL. {failure.Message}", failure));
}
