using System.Diagnostics.Metrics;

namespace Nusaloka.Runtime.Metrics;

/// <summary>A histogram of call durations in milliseconds, told as three counters, as Microsoft Orleans tells it.</summary>
internal sealed class LatencyHistogram
{
    private static readonly long[] Bounds = [1, 2, 4, 6, 8, 10, 50, 100, 200, 400, 800, 1_000, 1_500, 2_000, 5_000, 10_000, 15_000];

    private readonly KeyValuePair<string, object?>[] _labels;
    private readonly long[] _buckets = new long[Bounds.Length + 1];
    private readonly ObservableCounter<long> _sumCounter;
    private long _count;
    private long _sum;

    public LatencyHistogram(Meter meter, string name)
    {
        _labels = [.. Bounds.Select(bound => new KeyValuePair<string, object?>("duration", $"{bound}ms")), new("duration", "+Inf")];
        meter.CreateObservableCounter($"{name}-bucket", ObserveBuckets);
        meter.CreateObservableCounter($"{name}-count", () => Volatile.Read(ref _count));
        _sumCounter = meter.CreateObservableCounter($"{name}-sum", () => Volatile.Read(ref _sum));
    }

    public bool IsOn => _sumCounter.Enabled;

    public void Record(TimeSpan duration)
    {
        var milliseconds = (long)duration.TotalMilliseconds;
        var bucket = 0;
        while (bucket < Bounds.Length && milliseconds > Bounds[bucket]) bucket++;
        Interlocked.Increment(ref _buckets[bucket]);
        Interlocked.Increment(ref _count);
        Interlocked.Add(ref _sum, milliseconds);
    }

    private IEnumerable<Measurement<long>> ObserveBuckets()
    {
        for (var i = 0; i < _buckets.Length; i++) yield return new Measurement<long>(Volatile.Read(ref _buckets[i]), _labels[i]);
    }
}
