namespace Nusaloka.Bench.Measuring;

/// <summary>Measures ours and a baseline in turns, so that a noisy moment of the machine meets both.</summary>
internal static class Comparison
{
    public static async Task<BenchRow> RunAsync(
        BenchContext context, string bench, string work, string baseline, int callers,
        Func<int, long, Task> ours, Func<int, long, Task> theirs)
    {
        await Load.RunAsync(callers, context.Warmup, ours);
        await Load.RunAsync(callers, context.Warmup, theirs);
        var values = new List<double>();
        var baselines = new List<double>();
        var latencies = new LatencyHistogram();
        for (var round = 0; round < context.Rounds; round++)
        {
            var result = await Load.RunAsync(callers, context.Duration, ours);
            values.Add(result.PerSecond);
            latencies.Add(result.Latencies);
            baselines.Add((await Load.RunAsync(callers, context.Duration, theirs)).PerSecond);
        }

        var (value, other) = (Median(values), Median(baselines));
        return new BenchRow(
            bench, work, "calls/s", Math.Round(value), baseline, Math.Round(other), Math.Round(value / other, 2),
            Math.Round(latencies.PercentileMs(50), 4), Math.Round(latencies.PercentileMs(99), 4));
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
