using Nusaloka.Runtime.Metrics;

namespace Nusaloka.Runtime.Messaging;

/// <summary>
/// The calls of this host that wait for an answer, and the clock that ends the wait. Every call has the same timeout, so each list is in
/// order of expiry and a tick looks only at its head. Lists are apart per processor, so that callers do not meet at one lock.
/// </summary>
internal sealed class PendingCalls : IDisposable
{
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(10);

    private readonly Shard[] _shards = new Shard[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount)];
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly ITimer _timer;

    public PendingCalls(TimeProvider time, TimeSpan timeout, RuntimeInstruments instruments)
    {
        _time = time;
        _timeout = timeout;
        Instruments = instruments;
        for (var i = 0; i < _shards.Length; i++) _shards[i] = new Shard();
        var tick = timeout / 10;
        if (tick > LongestTick) tick = LongestTick;
        if (tick < ShortestTick) tick = ShortestTick;
        _timer = time.CreateTimer(static state => ((PendingCalls)state!).ExpireDue(), this, tick, tick);
    }

    public RuntimeInstruments Instruments { get; }

    /// <summary>How many calls wait now.</summary>
    public int Count => _shards.Sum(shard => Volatile.Read(ref shard.Count));

    public void Add(GrainCall call)
    {
        call.Pending = this;
        call.SentAt = _time.GetTimestamp();
        var index = Thread.GetCurrentProcessorId() & (_shards.Length - 1);
        var shard = _shards[index];
        lock (shard.Gate)
        {
            call.PendingShard = index;
            call.PreviousPending = shard.Last;
            if (shard.Last is null) shard.First = call;
            else shard.Last.NextPending = call;
            shard.Last = call;
            shard.Count++;
        }
    }

    public void Remove(GrainCall call)
    {
        Instruments.CallEnded(call, _time);
        var index = Volatile.Read(ref call.PendingShard);
        if (index < 0) return;
        var shard = _shards[index];
        lock (shard.Gate) shard.Remove(call);
    }

    /// <summary>How long a call is waited for yet.</summary>
    public TimeSpan RemainingOf(GrainCall call) => _timeout - _time.GetElapsedTime(call.SentAt);

    /// <summary>Ends the wait of all, as when the host stops.</summary>
    public void FailAll(Exception reason)
    {
        foreach (var call in TakeWhile(static _ => true)) call.Reject(reason);
    }

    public void Dispose() => _timer.Dispose();

    private void ExpireDue()
    {
        foreach (var call in TakeWhile(call => _time.GetElapsedTime(call.SentAt) >= _timeout))
        {
            Instruments.CallTimedOut(call);
            call.TimeOut(_timeout);
        }
    }

    /// <summary>Takes calls off the head of every list.</summary>
    private List<GrainCall> TakeWhile(Func<GrainCall, bool> condition)
    {
        var taken = new List<GrainCall>();
        foreach (var shard in _shards)
        {
            lock (shard.Gate)
            {
                while (shard.First is { } call && condition(call))
                {
                    shard.Remove(call);
                    taken.Add(call);
                }
            }
        }

        return taken;
    }

    private sealed class Shard
    {
        public readonly Lock Gate = new();
        public GrainCall? First;
        public GrainCall? Last;
        public int Count;

        public void Remove(GrainCall call)
        {
            if (call.PendingShard < 0) return;
            call.PendingShard = -1;
            if (call.PreviousPending is null) First = call.NextPending;
            else call.PreviousPending.NextPending = call.NextPending;
            if (call.NextPending is null) Last = call.PreviousPending;
            else call.NextPending.PreviousPending = call.PreviousPending;
            call.NextPending = null;
            call.PreviousPending = null;
            Count--;
        }
    }
}
