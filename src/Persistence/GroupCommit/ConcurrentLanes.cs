using System.Threading.Channels;

namespace Nusaloka.Persistence.GroupCommit;

/// <summary>
/// Group commit by several lanes that take from one queue: while one waits for the database, another decides and writes what shares
/// nothing with it. When nothing is in hand the first lane goes at once with what there is; beside others a lane goes only when enough waits,
/// because small batches cost more for each in them; unless one of these takes long, for it may be held up by a lock that nobody else needs.
/// </summary>
internal sealed class ConcurrentLanes<TWork> : IAsyncDisposable
    where TWork : class, IConcurrentWork
{
    /// <summary>Of as many as there lately were at once, so many must wait for a lane to go beside others: two fifths.</summary>
    private const double EnoughOfCrowd = 0.4;

    /// <summary>Fewer never go beside others: what a batch costs whatever is in it would be most of it.</summary>
    private const int SmallestBeside = 16;

    /// <summary>A lane that could not connect does not go beside others for so long: they may be able to.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    /// <summary>A batch in hand for longer holds up nobody who shares nothing with it, however few they are.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly Channel<TWork> _arrived;
    private readonly Lane[] _lanes;
    private readonly Task[] _loops;
    private readonly CommitInstruments _instruments;
    private readonly TimeProvider _time;
    private readonly int _capacity;
    private readonly int _mostBeside;
    private volatile bool _stopping;

    // Guards the work in hand, and what lanes say of themselves.
    private readonly Lock _gate = new();
    private readonly WorkInHand<TWork> _hand;

    /// <summary>How many lanes have work in hand.</summary>
    private volatile int _busy;

    /// <summary>How much the lanes have in hand.</summary>
    private int _inHand;

    /// <summary>The most that was in hand and waiting at once lately.</summary>
    private int _crowd;

    /// <summary>How much must wait for a lane to go beside others.</summary>
    private volatile int _enoughBeside;

    /// <summary>Whether a lane has been at its batch for longer than <see cref="Patience"/>.</summary>
    private volatile bool _isHeldUp;

    /// <summary>Looks, as long as lanes are busy, whether one takes too long.</summary>
    private readonly ITimer _watch;

    private bool _isWatched;

    /// <summary>How many lanes wait, or are just looking whether they must.</summary>
    private volatile int _waiting;

    /// <summary>Whether a lane was woken that has not looked yet.</summary>
    private volatile bool _isWoken;

    /// <summary>How much of what has arrived was there when a lane looked last, and was of no use to it.</summary>
    private volatile int _seen;

    /// <summary>Starts as many lanes as there are committers.</summary>
    /// <param name="committers">One for each lane.</param>
    /// <param name="maxBatchSize">Most work in a batch.</param>
    /// <param name="capacity">How much may wait; one more is refused at once.</param>
    /// <param name="instruments">Told of each batch.</param>
    /// <param name="time">The clock.</param>
    public ConcurrentLanes(
        IEnumerable<ICommitter<TWork>> committers, int maxBatchSize, int capacity, CommitInstruments instruments, TimeProvider time)
    {
        _lanes = [.. committers.Select(static committer => new Lane(committer))];
        _hand = new WorkInHand<TWork>(maxBatchSize);
        _mostBeside = (int)Math.Max(1, maxBatchSize * EnoughOfCrowd);
        _enoughBeside = _mostBeside;
        _capacity = capacity;
        _instruments = instruments;
        _time = time;
        _waiting = _lanes.Length;
        _arrived = Channel.CreateBounded<TWork>(new BoundedChannelOptions(capacity));

        // The loops belong to nobody: neither to the trace nor to the grain that happens to write first.
        using (ExecutionContext.SuppressFlow())
        {
            _watch = time.CreateTimer(static lanes => ((ConcurrentLanes<TWork>)lanes!).Watch(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _loops = Array.ConvertAll(_lanes, lane => Task.Run(() => RunAsync(lane)));
        }
    }

    /// <summary>How much waits for a batch.</summary>
    public int Depth => _arrived.Reader.Count;

    /// <summary>Whether all lanes wait for work.</summary>
    public bool IsIdle => _waiting == _lanes.Length;

    /// <summary>How much must wait for a lane to look.</summary>
    private int Enough => _busy == 0 || _isHeldUp ? 1 : _enoughBeside;

    /// <summary>Queues work; what cannot be queued is answered at once.</summary>
    public void Enqueue(TWork work)
    {
        if (!_arrived.Writer.TryWrite(work))
        {
            work.Failed(new CommitRejectedException(_stopping
                ? $"{work} was not written: the process is stopping."
                : $"{work} was not written: {_capacity} writes wait already. The database is slower than the load; try again later."));
            return;
        }

        // A lane says that it waits before it looks: either it sees what was written, or it is seen here.
        Interlocked.MemoryBarrier();
        WakeOne();
    }

    /// <summary>Takes no more work, commits what waits and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        // In this order: what is queued before the end is there when a lane looks for the last time.
        _arrived.Writer.TryComplete();
        _stopping = true;
        foreach (var lane in _lanes)
            lane.Wake.Release();
        await Task.WhenAll(_loops).ConfigureAwait(false);
        await _watch.DisposeAsync().ConfigureAwait(false);
        foreach (var lane in _lanes)
            await lane.DisposeAsync().ConfigureAwait(false);
    }

    private async Task RunAsync(Lane lane)
    {
        bool isLast;
        do
        {
            await lane.Wake.WaitAsync().ConfigureAwait(false);
            do
                isLast = _stopping;
            while (await TakeAndCommitAsync(lane).ConfigureAwait(false));
        }
        // What must wait for other lanes is taken by these when they are done.
        while (!isLast);
    }

    /// <summary>Commits a batch; answers false when there is none for this lane.</summary>
    private async Task<bool> TakeAndCommitAsync(Lane lane)
    {
        var batch = Take(lane);
        if (batch.Length == 0)
            return false;

        try
        {
            await CommitAsync(lane, batch).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // A bug in here must not leave callers without an answer, or the lane without its loop.
            foreach (var work in batch)
                work.Failed(exception);
        }

        Release(lane, batch);
        return true;
    }

    private TWork[] Take(Lane lane)
    {
        TWork[] batch;
        lock (_gate)
        {
            _isWoken = false;
            if (!lane.Waits)
                _waiting++;
            lane.Waits = true;
            Interlocked.MemoryBarrier();
            var waiting = _hand.Aside + _arrived.Reader.Count;
            Adapt(_inHand + waiting);
            if (_busy > 0 && (waiting < Enough || lane.RestsSince is { } since && _time.GetElapsedTime(since) < Rest))
                return [];

            batch = _hand.Take(_arrived.Reader);
            // What is left beside others will be looked at when these are done; after a whole batch it was not looked at. When nobody is
            // busy, all that there is counts: something may have come after the look.
            _seen = (batch.Length == 0 && _busy > 0) || _hand.IsFull ? _arrived.Reader.Count : 0;
            if (batch.Length > 0)
            {
                lane.Waits = false;
                _waiting--;
                _busy++;
                _inHand += batch.Length;
                lane.BusySince = _time.GetTimestamp();
                WatchOn();
            }
        }

        // As in Enqueue: whoever writes after the look either sees that this lane waits, or is seen here.
        Interlocked.MemoryBarrier();
        WakeOne();
        return batch;
    }

    /// <summary>A lane goes beside others with a good part of what there is to do at a time, be that little or much.</summary>
    private void Adapt(int now)
    {
        _crowd = Math.Max(now, _crowd - 1 - (_crowd / 64));
        _enoughBeside = Math.Clamp((int)(_crowd * EnoughOfCrowd), Math.Min(SmallestBeside, _mostBeside), _mostBeside);
    }

    private void Release(Lane lane, TWork[] batch)
    {
        lock (_gate)
        {
            _hand.Release(batch);
            _busy--;
            _inHand -= batch.Length;
            lane.BusySince = null;
            if (_isHeldUp)
                _isHeldUp = TakesOneLong();
        }
    }

    /// <summary>Wakes a lane when something waits while another takes long: whoever looked last may have found it too little to go.</summary>
    private void Watch()
    {
        lock (_gate)
        {
            _isWatched = false;
            if (_busy == 0)
                return;

            WatchOn();
            _isHeldUp = TakesOneLong();
            if (_isHeldUp && _hand.Aside + _arrived.Reader.Count > 0)
                Wake();
        }
    }

    private void WatchOn()
    {
        if (!_isWatched)
            _isWatched = _watch.Change(Patience, Timeout.InfiniteTimeSpan);
    }

    private bool TakesOneLong() => Array.Exists(_lanes, lane => lane.BusySince is { } since && _time.GetElapsedTime(since) >= Patience);

    /// <summary>Wakes the first lane that waits, when there is something for it that was not looked at.</summary>
    private void WakeOne()
    {
        if (_waiting == 0 || _isWoken || !HasNews())
            return;

        lock (_gate)
            Wake();
    }

    private void Wake()
    {
        // Whoever stops the lanes wakes all of them.
        if (_stopping || _isWoken || Array.Find(_lanes, static lane => lane.Waits) is not { } lane)
            return;

        lane.Waits = false;
        _waiting--;
        _isWoken = true;
        lane.Wake.Release();
    }

    private bool HasNews() => _arrived.Reader.Count - _seen >= Enough;

    private async Task CommitAsync(Lane lane, TWork[] batch)
    {
        var committer = lane.Committer;
        if (await committer.ConnectAsync().ConfigureAwait(false) is { } failure)
        {
            lane.RestsSince = _time.GetTimestamp();
            Reject(batch, failure);
            return;
        }

        lane.RestsSince = null;

        using var span = CommitTraces.Start(batch);
        var started = _time.GetTimestamp();
        await committer.CommitAsync(batch).ConfigureAwait(false);
        _instruments.BatchCommitted(batch.Length, _time.GetElapsedTime(started));
    }

    // Whoever waits for a database that cannot be reached learns it now, not one connect timeout after the other. Beside others that have a
    // connection only this batch is refused.
    private void Reject(TWork[] batch, Exception failure)
    {
        var all = new List<TWork>(batch);
        lock (_gate)
        {
            if (_busy == 1)
            {
                all.AddRange(_hand.GiveUp());
                while (_arrived.Reader.TryRead(out var work))
                    all.Add(work);
                _seen = 0;
            }
        }

        foreach (var work in all)
            work.Failed(new CommitRejectedException($"{work} was not written: no connection to PostgreSQL. {failure.Message}", failure));
    }

    private sealed class Lane(ICommitter<TWork> committer) : IAsyncDisposable
    {
        public ICommitter<TWork> Committer { get; } = committer;

        /// <summary>Released when there may be work for it.</summary>
        public SemaphoreSlim Wake { get; } = new(0);

        public bool Waits { get; set; } = true;

        /// <summary>When it took what it has in hand; null when that is nothing.</summary>
        public long? BusySince { get; set; }

        /// <summary>When it could not connect; null when it could the last time.</summary>
        public long? RestsSince { get; set; }

        public async ValueTask DisposeAsync()
        {
            await Committer.DisposeAsync().ConfigureAwait(false);
            Wake.Dispose();
        }
    }
}
