namespace Nusaloka.Api.RateLimits;

/// <summary>Counts by caller that are forgotten some time after their last change. Bounded as <see cref="BucketTable"/> is.</summary>
internal sealed class ExpiringCounts(int capacity, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private Dictionary<Caller, (int Count, long Until)> _young = [];
    private Dictionary<Caller, (int Count, long Until)> _old = [];

    private long Now => clock.GetElapsedTime(0).Ticks;

    /// <summary>The count now.</summary>
    public int Get(Caller caller)
    {
        lock (_gate)
            return Find(caller);
    }

    /// <summary>How long the count is remembered yet; zero when it is not.</summary>
    public TimeSpan Left(Caller caller)
    {
        lock (_gate)
        {
            return (_young.TryGetValue(caller, out var found) || _old.TryGetValue(caller, out found)) && Now < found.Until
                ? new TimeSpan(found.Until - Now)
                : TimeSpan.Zero;
        }
    }

    /// <summary>Adds, but never goes below zero. Answers the count after that.</summary>
    public int Add(Caller caller, int change, TimeSpan memory)
    {
        lock (_gate)
        {
            var count = Math.Max(0, Find(caller) + change);
            if (_young.Count >= capacity / 2)
                (_old, _young) = (_young, []);
            _young[caller] = (count, Now + memory.Ticks);
            return count;
        }
    }

    /// <summary>Begins at zero again.</summary>
    public void Clear(Caller caller)
    {
        lock (_gate)
        {
            _young.Remove(caller);
            _old.Remove(caller);
        }
    }

    private int Find(Caller caller) =>
        (_young.TryGetValue(caller, out var found) || _old.TryGetValue(caller, out found)) && Now < found.Until ? found.Count : 0;
}
