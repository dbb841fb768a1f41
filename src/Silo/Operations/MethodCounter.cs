using Nusaloka.Operations;

namespace Nusaloka.Silo.Operations;

/// <summary>Counts the calls of one grain method. Every call of every thread comes by, so each costs one or two additions.</summary>
internal sealed class MethodCounter
{
    private readonly long[] _buckets = new long[CallDurations.BucketCount];
    private long _errors;

    public void Count(TimeSpan duration, bool failed)
    {
        Interlocked.Increment(ref _buckets[CallDurations.BucketOf(duration)]);
        if (failed)
            Interlocked.Increment(ref _errors);
    }

    /// <summary>The counts so far. A call that ends meanwhile may be in it or not.</summary>
    public MethodCounts Read() => new([.. _buckets], Volatile.Read(ref _errors));
}
