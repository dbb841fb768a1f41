using System.Collections.Immutable;

namespace Nusaloka.Silo.Operations;

/// <summary>What a <see cref="MethodCounter"/> has counted up to a moment.</summary>
/// <param name="Buckets">The calls by duration.</param>
/// <param name="Errors">How many of them ended in an exception.</param>
internal sealed record MethodCounts(ImmutableArray<long> Buckets, long Errors)
{
    /// <summary>What came since an earlier moment.</summary>
    public MethodCounts Since(MethodCounts? earlier) => earlier is null
        ? this
        : new([.. Buckets.Select((count, bucket) => count - earlier.Buckets[bucket])], Errors - earlier.Errors);
}
