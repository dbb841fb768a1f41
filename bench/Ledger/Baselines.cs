using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench.Ledger;

/// <summary>What transfers through grains are compared with.</summary>
internal sealed class Baselines(PlainTransfers plain, PostingCalls calls, BareWrites bare)
{
    /// <summary>As many as the ledger commits together at most.</summary>
    private const int MostInBatch = 512;

    /// <summary>All of them, for a traffic and so many transfers in flight.</summary>
    public async Task<IReadOnlyList<Side>> OfAsync(Traffic traffic, int inFlight, int mostConnections)
    {
        var connections = Math.Min(inFlight, mostConnections);
        var callers = Math.Min(inFlight, mostConnections / 2);
        var size = Math.Min(inFlight, MostInBatch);
        await plain.OpenConnectionsAsync(connections);
        return
        [
            new Side($"select … for update, {connections} connections", connections, (caller, _) => PairAsync(traffic, (from, to) => plain.LockAndTransferAsync(caller, from, to))),
            new Side($"update pair, {connections} connections", connections, (caller, _) => PairAsync(traffic, (from, to) => plain.UpdatePairAsync(caller, from, to))),
            new Side($"function call, {callers} connections", callers, (caller, _) => PairAsync(traffic, (from, to) => calls.PostAsync(caller, from, to))),
            new Side($"bare SQL in batches of {size}", 1, (_, _) => bare.WriteAsync(size, traffic), size),
        ];
    }

    private static Task PairAsync(Traffic traffic, Func<int, int, Task> transfer)
    {
        var (from, to) = traffic.Next();
        return transfer(from, to);
    }
}
