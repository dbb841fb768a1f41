using System.Collections.Immutable;
using System.Numerics;

namespace Nusaloka.Operations;

/// <summary>
/// How long calls took: counts in buckets of which four lie between a power of two of microseconds and the next, so that a
/// percentile is off by an eighth at most, and the durations of several silos can be added up.
/// </summary>
/// <param name="Buckets">The count of each bucket, the shortest durations first; buckets at the end that are empty may be missing.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CallDurations")]
public sealed record CallDurations([property: Id(0)] ImmutableArray<long> Buckets)
{
    /// <summary>How many buckets there are. The last one begins at 58.7 seconds and has no end.</summary>
    public const int BucketCount = 104;

    private const int PerOctave = 4;
    private const int OctaveBits = 2;

    /// <summary>No calls.</summary>
    public static CallDurations None { get; } = new([]);

    /// <summary>How many calls there are.</summary>
    public long Count => Buckets.Sum();

    /// <summary>The bucket of a duration; negative ones count as zero.</summary>
    public static int BucketOf(TimeSpan duration)
    {
        var microseconds = (long)duration.TotalMicroseconds;
        if (microseconds < PerOctave)
            return (int)Math.Max(microseconds, 0);
        var octave = BitOperations.Log2((ulong)microseconds);
        var place = (int)(microseconds >> (octave - OctaveBits)) & (PerOctave - 1);
        return Math.Min((octave - 1) * PerOctave + place, BucketCount - 1);
    }

    /// <summary>The shortest duration of a bucket.</summary>
    public static TimeSpan StartOf(int bucket) => TimeSpan.FromMicroseconds(
        bucket < PerOctave ? bucket : (long)(PerOctave + bucket % PerOctave) << (bucket / PerOctave - 1));

    /// <summary>The counts as they are, without the empty buckets at the end.</summary>
    public static CallDurations Of(ReadOnlySpan<long> counts) => new([.. counts[..(counts.LastIndexOfAnyExcept(0) + 1)]]);

    /// <summary>The calls of both.</summary>
    public CallDurations Plus(CallDurations other)
    {
        var sum = new long[Math.Max(Buckets.Length, other.Buckets.Length)];
        for (var i = 0; i < sum.Length; i++)
            sum[i] = At(i) + other.At(i);
        return Of(sum);
    }

    /// <summary>The duration that this share of the calls did not exceed; null without calls.</summary>
    /// <param name="share">Above 0, at most 1: 0.99 for the 99th percentile.</param>
    public TimeSpan? Percentile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        var rank = share * Count;
        double before = 0;
        for (var i = 0; i < Buckets.Length; i++)
        {
            if (Buckets[i] > 0 && before + Buckets[i] >= rank)
                return StartOf(i) + (rank - before) / Buckets[i] * (StartOf(i + 1) - StartOf(i));
            before += Buckets[i];
        }

        return null;
    }

    private long At(int bucket) => bucket < Buckets.Length ? Buckets[bucket] : 0;
}
