using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench.Ledger;

/// <summary>
/// Transfers between wallets through grains, beside what a service without grains would do on the same PostgreSQL, and beside the
/// ledger's own SQL without grains. Afterwards the ledger must balance.
/// </summary>
internal sealed class TransferBench : IBench
{
    private const int Many = 512;
    private const int BatchSize = 512;

    /// <summary>More connections than this make the baselines slower.</summary>
    private const int MostConnections = 64;

    public string Name => "transfers";

    public async IAsyncEnumerable<BenchRow> RunAsync(BenchContext context)
    {
        var wallets = await BenchWallets.OpenAsync(context, context.IsQuick ? 1_000 : 100_000);
        await using var plain = await PlainTransfers.CreateAsync(context.Postgres, wallets.Count, wallets.Total / wallets.Count);
        await using var calls = await PostingCalls.OpenAsync(context.Postgres, MostConnections, wallets.Count, wallets.Total / wallets.Count);
        var uniform = Traffic.Uniform(wallets.Count);

        var peak = 0.0;
        foreach (var inFlight in new[] { 1, 64, Many, 4_096 })
        {
            var row = await AgainstLocksAsync(context, wallets, plain, uniform, "uniform", inFlight);
            peak = Math.Max(peak, row.Value);
            yield return row;
        }

        yield return await AtHalfOfPeakAsync(context, wallets, uniform, peak);

        var ours = new Side($"transfer, {wallets.Count:N0} wallets, {Many} in flight", Many, (_, _) => wallets.TransferAsync(uniform.Next()));
        yield return await Comparison.RunAsync(context, Name, ours, new Side(
            "update pair per transfer", MostConnections, (caller, _) => PairAsync(uniform, (from, to) => plain.UpdatePairAsync(caller, from, to))));
        yield return await Comparison.RunAsync(context, Name, ours, new Side(
            "one function call per transfer", MostConnections / 2,
            (caller, _) => PairAsync(uniform, (from, to) => calls.PostAsync(caller, from, to))));
        yield return await Comparison.RunAsync(context, Name, ours, Batches(calls, uniform));

        yield return await AgainstLocksAsync(context, wallets, plain, Traffic.Zipf(wallets.Count), "Zipf 1.0", Many);
        var hot = Traffic.Hot(wallets.Count);
        yield return await AgainstLocksAsync(context, wallets, plain, hot, "70% to one", Many);

        await LedgerCheck.RunAsync(context.Postgres, 2 * wallets.Total);
    }

    private async Task<BenchRow> AtHalfOfPeakAsync(BenchContext context, BenchWallets wallets, Traffic traffic, double peak)
    {
        var result = await Load.RunAtRateAsync(peak / 2, context.Rounds * context.Duration, _ => wallets.TransferAsync(traffic.Next()));
        return new BenchRow(
            Name, $"transfer, {wallets.Count:N0} wallets, at a fixed rate", "calls/s", Math.Round(result.PerSecond), "the most of the rows above",
            Math.Round(peak), Math.Round(result.PerSecond / peak, 2), Math.Round(result.Latencies.PercentileMs(50), 4),
            Math.Round(result.Latencies.PercentileMs(99), 4), Math.Round(result.Latencies.PercentileMs(100), 4));
    }

    private static Side Batches(PostingCalls calls, Traffic traffic) => new(
        $"bare SQL in batches of {BatchSize}", Callers: 1,
        (caller, _) => calls.PostManyAsync(caller, [.. Enumerable.Range(0, BatchSize).Select(_ => traffic.Next())]), BatchSize);

    private async Task<BenchRow> AgainstLocksAsync(
        BenchContext context, BenchWallets wallets, PlainTransfers plain, Traffic traffic, string kind, int inFlight)
    {
        var connections = Math.Min(inFlight, MostConnections);
        await plain.OpenConnectionsAsync(connections);
        return await Comparison.RunAsync(
            context, Name,
            new Side($"transfer, {kind}, {inFlight:N0} in flight", inFlight, (_, _) => wallets.TransferAsync(traffic.Next())),
            new Side($"select … for update, {connections} connections", connections, (caller, _) => PairAsync(traffic, (from, to) => plain.LockAndTransferAsync(caller, from, to))));
    }

    private static Task PairAsync(Traffic traffic, Func<int, int, Task> transfer)
    {
        var (from, to) = traffic.Next();
        return transfer(from, to);
    }
}
