namespace Nusaloka.Bench.Measuring;

/// <summary>Measures ours and a baseline in turns, so that a noisy moment of the machine meets both.</summary>
internal static class Comparison
{
    public static Task<BenchRow> RunAsync(
        BenchContext context, string bench, string work, string baseline, int callers,
        Func<int, long, Task> ours, Func<int, long, Task> theirs) =>
        RunAsync(context, bench, new Side(work, callers, ours), new Side(baseline, callers, theirs));

    /// <summary>The same for sides whose callers, or the size of whose calls, differ.</summary>
    public static async Task<BenchRow> RunAsync(BenchContext context, string bench, Side ours, Side theirs)
    {
        await Load.RunAsync(ours.Callers, context.Warmup, ours.Call);
        await Load.RunAsync(theirs.Callers, context.Warmup, theirs.Call);
        var values = new List<double>();
        var baselines = new List<double>();
        var latencies = new LatencyHistogram();
        for (var round = 0; round < context.Rounds; round++)
        {
            var result = await Load.RunAsync(ours.Callers, context.Duration, ours.Call);
            values.Add(result.PerSecond * ours.Size);
            latencies.Add(result.Latencies);
            baselines.Add((await Load.RunAsync(theirs.Callers, context.Duration, theirs.Call)).PerSecond * theirs.Size);
        }

        var (value, other) = (Median(values), Median(baselines));
        return new BenchRow(
            bench, ours.Name, "calls/s", Math.Round(value), theirs.Name, Math.Round(other), Math.Round(value / other, 2),
            Math.Round(latencies.PercentileMs(50), 4), Math.Round(latencies.PercentileMs(99), 4), Math.Round(latencies.PercentileMs(100), 4));
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
