using Nusaloka.Bench.Ledger;
using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench.Http;

/// <summary>
/// Transfers over HTTP on loopback, each with its sender's token and a key, beside requests that do nothing and beside the same transfers
/// without HTTP. The client shares the cores. Afterwards the ledger must balance.
/// </summary>
internal sealed class HttpBench : IBench
{
    public string Name => "http";

    public async IAsyncEnumerable<BenchRow> RunAsync(BenchContext context)
    {
        await using var database = await BenchDatabase.CreateAsync(context.Postgres, "http");
        await using var api = await MeasuredApi.StartAsync(database.ConnectionString, context.IsQuick ? 16 : 128);
        foreach (var inFlight in new[] { 1, 64, 512 })
        {
            var ours = new Side($"transfer over HTTP, {api.People} people, {inFlight} in flight", inFlight, api.TransferAsync);
            yield return await Comparison.RunAsync(context, Name, ours, new Side("GET /version", inFlight, (_, _) => api.ReadVersionAsync()));
            yield return await Comparison.RunAsync(context, Name, ours, new Side("the same transfer without HTTP", inFlight, api.TransferByGrainAsync));
        }

        await LedgerCheck.RunAsync(database.ConnectionString, api.Total);
    }
}
