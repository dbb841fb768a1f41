using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench.Ledger;

/// <summary>
/// Transfers between wallets through grains, beside what a service without grains would do on the same PostgreSQL, and beside the
/// ledger's own SQL without grains: each in a database of its own, so that none works in the others' indexes. Afterwards the ledgers must balance.
/// </summary>
internal sealed class TransferBench : IBench
{
    private const int Many = 512;

    /// <summary>More connections than this make the baselines slower.</summary>
    private const int MostConnections = 64;

    public string Name => "transfers";

    public async IAsyncEnumerable<BenchRow> RunAsync(BenchContext context)
    {
        var wallets = await BenchWallets.OpenAsync(context, context.IsQuick ? 1_000 : 100_000);
        var balance = wallets.Total / wallets.Count;
        await using var plainDatabase = await BenchDatabase.CreateAsync(context.Postgres, "_plain");
        await using var callsDatabase = await BenchDatabase.CreateMigratedAsync(context.Postgres, "_calls");
        await using var bareDatabase = await BenchDatabase.CreateMigratedAsync(context.Postgres, "_bare");
        await using var plain = await PlainTransfers.CreateAsync(plainDatabase.ConnectionString, wallets.Count, balance);
        await using var calls = await PostingCalls.OpenAsync(callsDatabase.ConnectionString, MostConnections / 2, wallets.Count, balance);
        await using var bare = await BareWrites.OpenAsync(bareDatabase.ConnectionString, wallets.Count, balance);
        var baselines = new Baselines(plain, calls, bare);
        var uniform = Traffic.Uniform(wallets.Count);

        var peak = 0.0;
        foreach (var inFlight in new[] { 1, 64, Many, 4_096 })
        {
            foreach (var row in await CompareAsync(context, wallets, baselines, uniform, "uniform", inFlight))
            {
                peak = Math.Max(peak, row.Value);
                yield return row;
            }
        }

        yield return await AtHalfOfPeakAsync(context, wallets, uniform, peak);

        foreach (var row in await CompareAsync(context, wallets, baselines, Traffic.Zipf(wallets.Count), "Zipf 1.0", Many))
            yield return row;
        foreach (var row in await CompareAsync(context, wallets, baselines, Traffic.Hot(wallets.Count), "70% to one", Many))
            yield return row;

        foreach (var postgres in new[] { context.Postgres, callsDatabase.ConnectionString, bareDatabase.ConnectionString })
            await LedgerCheck.RunAsync(postgres, wallets.Total);
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
        BenchContext context, BenchWallets wallets, Baselines baselines, Traffic traffic, string kind, int inFlight) =>
        await Comparison.RunAsync(
            context, Name, new Side($"transfer, {kind}, {inFlight:N0} in flight", inFlight, (_, _) => wallets.TransferAsync(traffic.Next())),
            await baselines.OfAsync(traffic, inFlight, MostConnections), () => CleanPages.MakeAsync(context.Postgres));
}
