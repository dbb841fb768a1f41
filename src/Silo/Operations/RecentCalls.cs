using System.Collections.Frozen;
using System.Collections.Immutable;
using Nusaloka.Operations;

namespace Nusaloka.Silo.Operations;

/// <summary>
/// What a silo has served, in all and within the last minute: keeps the counts of every few seconds for that long, and takes the
/// difference. One reader.
/// </summary>
internal sealed class RecentCalls
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    private readonly MethodCounters _counters;
    private readonly TimeProvider _clock;
    private readonly Queue<(long At, FrozenDictionary<MethodKey, MethodCounts> Counts)> _past = new();
    private long _lastKept;

    public RecentCalls(MethodCounters counters, TimeProvider clock)
    {
        (_counters, _clock) = (counters, clock);
        _lastKept = clock.GetTimestamp();
        _past.Enqueue((_lastKept, FrozenDictionary<MethodKey, MethodCounts>.Empty));
    }

    /// <summary>As of now, and the time that the recent figures are of.</summary>
    public (TimeSpan Window, ImmutableArray<MethodReport> Methods) Read()
    {
        var now = _clock.GetTimestamp();
        var counts = _counters.Read();
        while (_past.Count > 1 && _clock.GetElapsedTime(_past.ElementAt(1).At, now) >= Window)
            _past.Dequeue();
        var start = _past.Peek();
        if (_clock.GetElapsedTime(_lastKept, now) >= Step)
        {
            _past.Enqueue((now, counts));
            _lastKept = now;
        }

        return (_clock.GetElapsedTime(start.At, now), [.. counts.Select(method => ReportOf(method.Key, method.Value, start.Counts.GetValueOrDefault(method.Key)))]);
    }

    private static MethodReport ReportOf(MethodKey key, MethodCounts counts, MethodCounts? start)
    {
        var recent = counts.Since(start);
        return new MethodReport(
            key.Kind, key.Method, counts.Buckets.Sum(), counts.Errors, recent.Buckets.Sum(), recent.Errors, CallDurations.Of(recent.Buckets.AsSpan()));
    }
}
