using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench.Ledger;

/// <summary>Transfers between wallets through grains, beside <see cref="Baselines"/>. Afterwards all books must balance.</summary>
internal sealed class TransferBench : IBench
{
    private const int Many = 512;

    public string Name => "transfers";

    /// <summary>How many transfers are in flight, for each traffic.</summary>
    internal static IReadOnlyList<int> Levels { get; } = [1, 64, Many, 4_096];

    public async IAsyncEnumerable<BenchRow> RunAsync(BenchContext context)
    {
        var wallets = await BenchWallets.OpenAsync(context.Grains, context.Postgres, context.IsQuick ? 1_000 : 100_000);
        await using var baselines = await Baselines.OpenAsync(context.Postgres, "", wallets.Count, BenchWallets.StartBalance);
        var traffics = Traffic.All(wallets.Count);

        var peak = 0.0;
        foreach (var inFlight in Levels)
        {
            foreach (var row in await CompareAsync(context, wallets, baselines, traffics[0], inFlight))
            {
                peak = Math.Max(peak, row.Value);
                yield return row;
            }
        }

        yield return await AtHalfOfPeakAsync(context, wallets, traffics[0], peak);

        foreach (var traffic in traffics.Skip(1))
        {
            foreach (var inFlight in Levels)
            {
                // All of them as long as the others would take half an hour.
                foreach (var row in await CompareAsync(context with { IsBrief = inFlight != Many }, wallets, baselines, traffic, inFlight))
                    yield return row;
            }
        }

        await LedgerCheck.RunAsync(context.Postgres, wallets.Total);
        await baselines.CheckAsync(wallets.Total);
    }

    private async Task<BenchRow> AtHalfOfPeakAsync(BenchContext context, BenchWallets wallets, Traffic traffic, double peak)
    {
        await CleanPages.MakeAsync(context.Postgres);
        // Right after a checkpoint PostgreSQL writes each page that changes as a whole. This is about steady work, so
        // it begins when most of them are.
        await Load.RunAtRateAsync(peak / 2, context.Warmup * 2, _ => wallets.TransferAsync(traffic.Next()));
        var result = await Load.RunAtRateAsync(peak / 2, context.Rounds * context.Duration, _ => wallets.TransferAsync(traffic.Next()));
        return new BenchRow(
            Name, $"transfer, {wallets.Count:N0} wallets, at a fixed rate", "calls/s", Math.Round(result.PerSecond), "the most of the rows above",
            Math.Round(peak), Math.Round(result.PerSecond / peak, 2), Math.Round(result.Latencies.PercentileMs(50), 4),
            Math.Round(result.Latencies.PercentileMs(99), 4), Math.Round(result.Latencies.PercentileMs(100), 4));
    }

    private async Task<IReadOnlyList<BenchRow>> CompareAsync(
        BenchContext context, BenchWallets wallets, Baselines baselines, Traffic traffic, int inFlight) =>
        await Comparison.RunAsync(
            context, Name, new Side($"transfer, {traffic.Name}, {inFlight:N0} in flight", inFlight, (_, _) => wallets.TransferAsync(traffic.Next())),
            await baselines.AllAsync(traffic, inFlight), () => CleanPages.MakeAsync(context.Postgres));
}
