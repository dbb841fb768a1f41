using Nusaloka.Bench.Measuring;
using Nusaloka.Persistence;

namespace Nusaloka.Bench.Ledger;

/// <summary>
/// What transfers through grains are compared with: what a service without grains would do on the same PostgreSQL, and the ledger's own SQL
/// without grains. Each works in a database of its own, so that none works in the others' indexes.
/// </summary>
internal sealed class Baselines : IAsyncDisposable
{
    /// <summary>As many as the ledger commits together at most.</summary>
    private const int MostInBatch = 512;

    /// <summary>More connections than this make what commits each transfer for itself slower.</summary>
    private const int MostConnections = 64;

    private readonly BenchDatabase[] _databases;
    private readonly PlainTransfers _plain;
    private readonly PostingCalls _calls;
    private readonly BareWrites _bare;

    private Baselines(BenchDatabase[] databases, PlainTransfers plain, PostingCalls calls, BareWrites bare) =>
        (_databases, _plain, _calls, _bare) = (databases, plain, calls, bare);

    /// <param name="postgres">The server.</param>
    /// <param name="name">What the names of the databases end with, before what they are for.</param>
    /// <param name="accounts">How many accounts each has.</param>
    /// <param name="balance">What is in each of these.</param>
    public static async Task<Baselines> OpenAsync(string postgres, string name, int accounts, long balance)
    {
        var plain = await BenchDatabase.CreateAsync(postgres, $"{name}_plain");
        var calls = await BenchDatabase.CreateMigratedAsync(postgres, $"{name}_calls");
        var bare = await BenchDatabase.CreateMigratedAsync(postgres, $"{name}_bare");
        return new Baselines(
            [plain, calls, bare],
            await PlainTransfers.CreateAsync(plain.ConnectionString, accounts, balance),
            await PostingCalls.OpenAsync(calls.ConnectionString, MostConnections / 2, accounts, balance),
            await BareWrites.OpenAsync(bare.ConnectionString, new PersistenceOptions().LedgerLanes, accounts, balance));
    }

    /// <summary>All of them, for a traffic and so many transfers in flight.</summary>
    public async Task<IReadOnlyList<Side>> AllAsync(Traffic traffic, int inFlight)
    {
        var (connections, callers) = (Math.Min(inFlight, MostConnections), Math.Min(inFlight, MostConnections / 2));
        return
        [
            await LocksAsync(traffic, inFlight),
            // Over the same connections.
            new Side($"update pair, {connections} connections", connections, (caller, _) => PairAsync(traffic, (from, to) => _plain.UpdatePairAsync(caller, from, to))),
            new Side($"function call, {callers} connections", callers, (caller, _) => PairAsync(traffic, (from, to) => _calls.PostAsync(caller, from, to))),
            Batches(traffic, inFlight),
        ];
    }

    /// <summary>A transaction for each transfer, which locks both accounts.</summary>
    public async Task<Side> LocksAsync(Traffic traffic, int inFlight)
    {
        var connections = Math.Min(inFlight, MostConnections);
        await _plain.OpenConnectionsAsync(connections);
        return new Side($"select … for update, {connections} connections", connections, (caller, _) => PairAsync(traffic, (from, to) => _plain.LockAndTransferAsync(caller, from, to)));
    }

    /// <summary>The ledger's SQL. What is in flight goes in equal parts over as many connections as the ledger has lanes, and what is too much for them waits.</summary>
    public Side Batches(Traffic traffic, int inFlight)
    {
        var connections = Math.Min(inFlight, _bare.Connections);
        var size = Math.Min(inFlight / connections, MostInBatch);
        var queue = new BareQueue(traffic, inFlight);
        return new Side($"bare SQL, {connections} connections, batches of {size}", connections, (caller, _) => _bare.WriteAsync(caller, size, queue))
        {
            Done = () => _bare.Written,
        };
    }

    /// <summary>Checks what is in their databases.</summary>
    /// <exception cref="InvariantBrokenException">Money was lost or made.</exception>
    public async Task CheckAsync(long total)
    {
        await _plain.CheckAsync(total);
        foreach (var ledger in _databases[1..])
            await LedgerCheck.RunAsync(ledger.ConnectionString, total);
    }

    public async ValueTask DisposeAsync()
    {
        await _plain.DisposeAsync();
        await _calls.DisposeAsync();
        await _bare.DisposeAsync();
        foreach (var database in _databases)
            await database.DisposeAsync();
    }

    private static Task PairAsync(Traffic traffic, Func<int, int, Task> transfer)
    {
        var (from, to) = traffic.Next();
        return transfer(from, to);
    }
}
