using System.Collections.Concurrent;

namespace Nusaloka.Api.RateLimits;

/// <summary>
/// The callers that a process remembers. Bounded by two generations: when the young one is full it becomes the old one and the old one
/// is dropped, so who keeps asking is kept, and a flood of addresses costs memory for at most twice the generation.
/// </summary>
internal sealed class BucketTable(int generationSize)
{
    private volatile ConcurrentDictionary<(RateLimit Limit, Caller Caller), Bucket> _young = new(Keys.Instance);
    private volatile ConcurrentDictionary<(RateLimit Limit, Caller Caller), Bucket> _old = new(Keys.Instance);
    private int _count;

    /// <summary>How many there are, about.</summary>
    public int Count => _young.Count + _old.Count;

    /// <summary>The caller's bucket, full when the caller is new.</summary>
    public Bucket Of(RateLimit limit, Caller caller)
    {
        var young = _young;
        if (young.TryGetValue((limit, caller), out var bucket))
            return bucket;

        bucket = young.GetOrAdd((limit, caller), _old.TryGetValue((limit, caller), out var known) ? known : new Bucket(limit));
        // Counting beside the table is cheaper than asking it, which locks all of it. Two threads may both turn: that forgets early.
        if (Interlocked.Increment(ref _count) < generationSize)
            return bucket;
        Interlocked.Exchange(ref _count, 0);
        _old = young;
        _young = new ConcurrentDictionary<(RateLimit, Caller), Bucket>(Keys.Instance);
        return bucket;
    }

    /// <summary>A limit is itself and no other: comparing what it says would cost more than the whole look-up.</summary>
    private sealed class Keys : IEqualityComparer<(RateLimit Limit, Caller Caller)>
    {
        public static readonly Keys Instance = new();

        public bool Equals((RateLimit Limit, Caller Caller) x, (RateLimit Limit, Caller Caller) y) =>
            ReferenceEquals(x.Limit, y.Limit) && x.Caller == y.Caller;

        public int GetHashCode((RateLimit Limit, Caller Caller) key) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Limit), key.Caller);
    }
}
