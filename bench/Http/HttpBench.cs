using Nusaloka.Bench.Ledger;
using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench.Http;

/// <summary>
/// Transfers over HTTP on loopback, each with its sender's token and a key, beside requests that do nothing, the same transfers without HTTP, and what a
/// service without grains would do, over as many accounts. The client shares the cores. Afterwards all books must balance.
/// </summary>
internal sealed class HttpBench : IBench
{
    /// <summary>As many as two cores make in about a minute, with all that follows from it; 100,000 would take five.</summary>
    private const int MostPeople = 20_000;

    /// <summary>The server is new: its first requests would measure the compiler.</summary>
    private const int WarmupCallers = 64;

    public string Name => "http";

    public async IAsyncEnumerable<BenchRow> RunAsync(BenchContext context)
    {
        await using var database = await BenchDatabase.CreateAsync(context.Postgres, "_http");
        await using var api = await MeasuredApi.StartWithManyAsync(database.ConnectionString, context.IsQuick ? 1_000 : MostPeople);
        await using var baselines = await Baselines.OpenAsync(context.Postgres, "_http", api.People, BenchWallets.StartBalance);
        var traffics = Traffic.All(api.People);
        await Load.RunAsync(WarmupCallers, 2 * context.Warmup, (_, _) => api.TransferAsync(traffics[0].Next()));

        foreach (var traffic in traffics)
        {
            foreach (var inFlight in TransferBench.Levels)
            {
                var work = $"over HTTP, {api.People:N0} people, {traffic.Name}, {inFlight:N0} in flight";
                List<Side> theirs =
                [
                    new("the same transfer without HTTP", inFlight, (_, _) => api.TransferByGrainAsync(traffic.Next())),
                    await baselines.LocksAsync(traffic, inFlight),
                    baselines.Batches(traffic, inFlight),
                ];
                // It has nothing to do with who pays whom.
                if (traffic == traffics[0])
                    theirs.Insert(0, new Side("GET /version", inFlight, (_, _) => api.ReadVersionAsync()));
                foreach (var row in await Comparison.RunAsync(
                    context with { IsBrief = true }, Name, new Side(work, inFlight, (_, _) => api.TransferAsync(traffic.Next())), theirs,
                    () => CleanPages.MakeAsync(database.ConnectionString)))
                {
                    yield return row;
                }
            }
        }

        await LedgerCheck.RunAsync(database.ConnectionString, api.Total);
        await baselines.CheckAsync(api.Total);
    }
}
