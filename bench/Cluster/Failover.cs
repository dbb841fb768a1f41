using System.Collections.Concurrent;
using System.Diagnostics;
using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench.Cluster;

/// <summary>
/// Kills one of three silos under load. Measured is the time until every grain that lived on it has answered again; the percentiles are
/// those of the calls to all other grains meanwhile.
/// </summary>
internal static class Failover
{
    private const int GrainCount = 1000;
    private const int Callers = 32;
    private const double LeaseMs = 5000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(10);

    public static async Task<BenchRow> RunAsync(string bench, BenchContext context)
    {
        await using var cluster = await MeasuredCluster.StartAsync(silos: 3, context.Postgres);
        var grains = cluster.Grains<IParcelGrain>(GrainCount);
        var homes = await Task.WhenAll(grains.Select(static grain => grain.WhereAsync()));
        var victim = cluster.Silos[^1];
        var lost = Enumerable.Range(0, GrainCount).Where(i => homes[i] == victim.Port).ToArray();
        var others = Enumerable.Range(0, GrainCount).Except(lost).ToArray();

        using var stop = new CancellationTokenSource();
        var latencies = new ConcurrentBag<LatencyHistogram>();
        var load = Enumerable.Range(0, Callers).Select(caller => CallOthersAsync(caller)).ToArray();
        await Task.Delay(context.Warmup, TimeProvider.System);
        victim.Kill();
        var killed = Stopwatch.GetTimestamp();
        await Task.WhenAll(lost.Select(i => UntilAnsweredAsync(grains[i])));
        var away = Stopwatch.GetElapsedTime(killed);
        await stop.CancelAsync();
        await Task.WhenAll(load);

        var all = new LatencyHistogram();
        foreach (var histogram in latencies)
            all.Add(histogram);
        return new BenchRow(
            bench, $"failover, {lost.Length} of {GrainCount} grains, kill -9", "ms", Math.Round(away.TotalMilliseconds), "the lease of a silo, ms", LeaseMs,
            Math.Round(away.TotalMilliseconds / LeaseMs, 2), Math.Round(all.PercentileMs(50), 4), Math.Round(all.PercentileMs(99), 4), Math.Round(all.PercentileMs(100), 4));

        async Task CallOthersAsync(int caller)
        {
            await Task.Yield();
            var histogram = new LatencyHistogram();
            for (var n = caller; !stop.IsCancellationRequested; n += Callers)
            {
                var started = Stopwatch.GetTimestamp();
                await grains[others[n % others.Length]].WhereAsync();
                histogram.Record(Stopwatch.GetTimestamp() - started);
            }

            latencies.Add(histogram);
        }
    }

    private static async Task UntilAnsweredAsync(IParcelGrain grain)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await grain.WhereAsync();
                return;
            }
            catch (Exception exception) when (exception is SiloUnavailableException or TimeoutException or OrleansMessageRejectionException)
            {
                if (Stopwatch.GetElapsedTime(started) > Limit)
                    throw new InvariantBrokenException($"A grain of the killed silo has not come back within {Limit}: {exception.Message}");
            }

            await Task.Delay(PauseAfterFailure, TimeProvider.System);
        }
    }
}
