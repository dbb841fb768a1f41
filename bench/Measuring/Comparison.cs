namespace Nusaloka.Bench.Measuring;

/// <summary>Measures ours and a baseline in turns, so that a noisy moment of the machine meets both.</summary>
internal static class Comparison
{
    public static Task<BenchRow> RunAsync(
        BenchContext context, string bench, string work, string baseline, int callers,
        Func<int, long, Task> ours, Func<int, long, Task> theirs) =>
        RunAsync(context, bench, new Side(work, callers, ours), new Side(baseline, callers, theirs));

    /// <summary>The same for sides whose callers, or the size of whose calls, differ.</summary>
    public static async Task<BenchRow> RunAsync(BenchContext context, string bench, Side ours, Side theirs) =>
        (await RunAsync(context, bench, ours, [theirs]))[0];

    /// <summary>The same against many baselines: a row for each.</summary>
    /// <param name="context">How long.</param>
    /// <param name="bench">The benchmark.</param>
    /// <param name="ours">Ours.</param>
    /// <param name="theirs">The baselines.</param>
    /// <param name="settle">What is done before each side's turn, so that it does not pay for the one before; a short turn that does not count follows. Null: nothing.</param>
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(
        BenchContext context, string bench, Side ours, IReadOnlyList<Side> theirs, Func<Task>? settle = null)
    {
        Side[] sides = [ours, .. theirs];
        foreach (var side in settle is null ? sides : [])
            await Load.RunAsync(side.Callers, context.Warmup, side.Call);

        var values = sides.Select(static _ => new List<double>()).ToArray();
        var latencies = new LatencyHistogram();
        for (var round = 0; round < context.Rounds; round++)
        {
            for (var i = 0; i < sides.Length; i++)
            {
                if (settle is not null)
                {
                    await settle();
                    await Load.RunAsync(sides[i].Callers, context.Warmup / 2, sides[i].Call);
                }

                var before = sides[i].Done?.Invoke();
                var result = await Load.RunAsync(sides[i].Callers, context.Duration, sides[i].Call);
                values[i].Add(sides[i].Done?.Invoke() - before is { } done ? done / result.Seconds : result.PerSecond * sides[i].Size);
                if (i == 0)
                    latencies.Add(result.Latencies);
            }
        }

        var medians = Array.ConvertAll(values, Median);
        return [.. theirs.Select((side, i) => new BenchRow(
            bench, ours.Name, "calls/s", Math.Round(medians[0]), side.Name, Math.Round(medians[i + 1]), Math.Round(medians[0] / medians[i + 1], 2),
            Math.Round(latencies.PercentileMs(50), 4), Math.Round(latencies.PercentileMs(99), 4), Math.Round(latencies.PercentileMs(100), 4)))];
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
