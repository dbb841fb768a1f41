using System.Diagnostics;
using System.Numerics;

namespace Nusaloka.Bench.Measuring;

/// <summary>
/// Counts durations in buckets that are at most 1.6% wide (64 to each power of two), so that millions fit in a few kilobytes.
/// Not thread-safe: one for each caller, added up at the end.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 6;
    private const int SubCount = 1 << SubBits;

    private readonly long[] _counts = new long[(64 - SubBits) * SubCount];

    public long Count { get; private set; }

    public void Record(long stopwatchTicks)
    {
        _counts[Index(Math.Max(stopwatchTicks, 0))]++;
        Count++;
    }

    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < _counts.Length; i++)
            _counts[i] += other._counts[i];
        Count += other.Count;
    }

    /// <summary>The duration that the given part of all stays within, in milliseconds; 0 when nothing was recorded.</summary>
    public double PercentileMs(double percent)
    {
        var rank = (long)Math.Ceiling(Count * percent / 100);
        for (var i = 0; i < _counts.Length; i++)
        {
            rank -= _counts[i];
            if (rank <= 0)
                return UpperBound(i) * 1000.0 / Stopwatch.Frequency;
        }

        return 0;
    }

    private static int Index(long value)
    {
        if (value < SubCount)
            return (int)value;

        var exponent = BitOperations.Log2((ulong)value) - SubBits;
        return ((exponent + 1) << SubBits) + (int)((value >> exponent) - SubCount);
    }

    private static double UpperBound(int index)
    {
        if (index < SubCount)
            return index;

        var exponent = (index >> SubBits) - 1;
        return (((long)(index & (SubCount - 1)) + SubCount + 1) << exponent) - 1;
    }
}
