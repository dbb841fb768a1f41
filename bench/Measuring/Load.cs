using System.Diagnostics;

namespace Nusaloka.Bench.Measuring;

/// <summary>Makes calls and takes their time.</summary>
internal static class Load
{
    /// <summary>
    /// A closed loop: each caller makes its next call when the last one has answered, for the given time. They take fair turns: each goes to the end of the thread pool's queue before each
    /// call, so that no one runs in bursts while others starve.
    /// </summary>
    /// <param name="callers">How many calls are in flight.</param>
    /// <param name="duration">How long.</param>
    /// <param name="call">One call; gets the number of the caller and of its call.</param>
    public static async Task<LoadResult> RunAsync(int callers, TimeSpan duration, Func<int, long, Task> call)
    {
        var until = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var started = Stopwatch.GetTimestamp();
        var histograms = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(caller, until, call))));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

        var all = new LatencyHistogram();
        foreach (var histogram in histograms)
            all.Add(histogram);
        return new LoadResult(seconds, all);
    }

    /// <summary>
    /// An open loop: calls begin at even distances, whether the ones before have answered or not. A latency counts from when its call
    /// was due, so that a stall is felt by all calls that fell into it and not by one alone.
    /// </summary>
    /// <param name="perSecond">How many calls begin in a second.</param>
    /// <param name="duration">How long calls begin; there is one at least.</param>
    /// <param name="call">One call; gets its number.</param>
    public static async Task<LoadResult> RunAtRateAsync(double perSecond, TimeSpan duration, Func<long, Task> call)
    {
        var calls = new CallsAtRate(call, Math.Max(1, (long)(perSecond * duration.TotalSeconds)));
        var distance = Stopwatch.Frequency / perSecond;
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var n = 0L; n < calls.Count; await timer.WaitForNextTickAsync())
        {
            for (; n < calls.Count && started + (long)(n * distance) <= Stopwatch.GetTimestamp(); n++)
                calls.Begin(started + (long)(n * distance), n);
        }

        var all = await calls.Latencies;
        return new LoadResult(Stopwatch.GetElapsedTime(started).TotalSeconds, all);
    }

    private static async Task<LatencyHistogram> CallAsync(int caller, long until, Func<int, long, Task> call)
    {
        var histogram = new LatencyHistogram();
        for (var n = 0L; ; n++)
        {
            await Task.Yield();
            var started = Stopwatch.GetTimestamp();
            if (started >= until)
                return histogram;

            await call(caller, n);
            histogram.Record(Stopwatch.GetTimestamp() - started);
        }
    }
}

/// <summary>What a load achieved.</summary>
/// <param name="Seconds">How long it took, until the last had answered.</param>
/// <param name="Latencies">Of all calls.</param>
internal sealed record LoadResult(double Seconds, LatencyHistogram Latencies)
{
    /// <summary>Calls per second.</summary>
    public double PerSecond => Latencies.Count / Seconds;
}
