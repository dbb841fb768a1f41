using Nusaloka.Bench.Http;
using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench.Abuse;

/// <summary>
/// What other people feel while 200 callers send wrong passwords as fast as they are answered: the 99th percentile of reading a balance, 200 times a
/// second at even distances, beside the same without the flood. Once by what hashing alone allows, without limits, and once as it is set. The callers
/// share the cores.
/// </summary>
internal sealed class FloodBench : IBench
{
    private const int Guessers = 200;
    private const double ReadsPerSecond = 200;
    private const int People = 16;

    private static readonly TimeSpan ComeBack = TimeSpan.FromMilliseconds(100);

    public string Name => "flood";

    public async IAsyncEnumerable<BenchRow> RunAsync(BenchContext context)
    {
        foreach (var (what, settings) in new (string, string[])[] { ("no limits", ["--RATE_LIMITS:ENABLED=false"]), ("limits", []) })
        {
            await using var database = await BenchDatabase.CreateAsync(context.Postgres, "flood");
            await using var api = await MeasuredApi.StartAsync(database.ConnectionString, People, settings);
            yield return await MeasureAsync(context, api, what);
        }
    }

    private async Task<BenchRow> MeasureAsync(BenchContext context, MeasuredApi api, string what)
    {
        await Load.RunAtRateAsync(ReadsPerSecond, context.Warmup, api.ReadBalanceAsync);
        var (idle, flooded) = (new LatencyHistogram(), new LatencyHistogram());
        for (var round = 0; round < context.Rounds; round++)
        {
            idle.Add((await Load.RunAtRateAsync(ReadsPerSecond, context.Duration, api.ReadBalanceAsync)).Latencies);
            using var end = new CancellationTokenSource();
            var flood = Task.WhenAll(Enumerable.Range(0, Guessers).Select(guesser => GuessAsync(api, guesser, end.Token)));
            flooded.Add((await Load.RunAtRateAsync(ReadsPerSecond, context.Duration, api.ReadBalanceAsync)).Latencies);
            await end.CancelAsync();
            await flood;
        }

        var (theirs, ours) = (idle.PercentileMs(99), flooded.PercentileMs(99));
        return new BenchRow(
            Name, $"balance, {Guessers} guess passwords, {what}", "µs (p99)", Math.Round(ours * 1_000), "balance, nobody guesses", Math.Round(theirs * 1_000),
            Math.Round(ours / theirs, 2), Math.Round(flooded.PercentileMs(50), 4), Math.Round(ours, 4), Math.Round(flooded.PercentileMs(100), 4));
    }

    /// <summary>Half of them guess at people who are there. Whoever is turned away comes back soon.</summary>
    private static async Task GuessAsync(MeasuredApi api, int guesser, CancellationToken end)
    {
        try
        {
            for (var n = 0; !end.IsCancellationRequested; n++)
            {
                if (!await api.GuessAsync(guesser % 2 == 0 ? guesser % People : People + guesser, $"tebakan nomor {n}", end))
                    await Task.Delay(ComeBack, TimeProvider.System, end);
            }
        }
        catch (OperationCanceledException)
        {
            // The round is over.
        }
    }
}
