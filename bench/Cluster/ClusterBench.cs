using Npgsql;
using Nusaloka.Bench.Counter;
using Nusaloka.Bench.Measuring;
using Nusaloka.Bench.Ping;

namespace Nusaloka.Bench.Cluster;

/// <summary>
/// Calls from a client process to silo processes on this machine, beside messages of 64 bytes over the bare socket transport between the
/// same processes, or beside one prepared UPDATE for each durable call; then how long the grains of a killed silo are away.
/// </summary>
internal sealed class ClusterBench : IBench
{
    private const int GrainCount = 1000;
    private const string CounterPrefix = "cluster-";
    private const string BareTransport = "64 bytes over the bare transport";

    private static readonly Parcel Sample = new(new Guid("0195f3a2-7c1e-7d3b-9f6a-2b8c4d5e6f70"), "Kopi Gayo, 250 g", 86_500, DateTimeOffset.UnixEpoch);

    public string Name => "cluster";

    public async IAsyncEnumerable<BenchRow> RunAsync(BenchContext context)
    {
        var answered = 0L;
        foreach (var silos in new[] { 1, 2, 3 })
        {
            await using var cluster = await MeasuredCluster.StartAsync(silos, context.Postgres);
            var pings = cluster.Grains<IPingGrain>(GrainCount);
            var parcels = cluster.Grains<IParcelGrain>(GrainCount);
            var counters = cluster.Grains<ICounterGrain>(GrainCount, CounterPrefix);
            await Task.WhenAll(pings.Select(static grain => grain.PingAsync()).Concat(parcels.Select(static grain => grain.EchoAsync(Sample))));
            foreach (var callers in new[] { 1, 64, 256 })
            {
                await using var statements = await PreparedUpdates.OpenAsync(context.Postgres, callers, GrainCount);
                Side Echo() => new(BareTransport, callers, (caller, _) => cluster.EchoAsync(caller));
                Side Ours(string what, Func<int, long, Task> call) => new($"{what}, {silos} silo{(silos > 1 ? "s" : "")}, {callers} callers", callers, call);
                yield return await Comparison.RunAsync(context, Name, Ours("ping", (caller, n) => pings[Pick(caller, n)].PingAsync()), Echo());
                yield return await Comparison.RunAsync(context, Name, Ours("echo", (caller, n) => parcels[Pick(caller, n)].EchoAsync(Sample)), Echo());
                yield return await Comparison.RunAsync(
                    context, Name,
                    Ours("durable increment", async (caller, n) =>
                    {
                        await counters[Pick(caller, n)].IncrementAsync();
                        Interlocked.Increment(ref answered);
                    }),
                    new Side($"prepared UPDATE, {callers} connections", callers, (caller, n) => statements.IncrementAsync(caller, Pick(caller, n))));
            }
        }

        var stored = await ReadStoredAsync(context.Postgres);
        if (stored != answered)
            throw new InvariantBrokenException($"{answered} increments were answered, and the stored counts add up to {stored}.");

        yield return await Failover.RunAsync(Name, context);
    }

    private static async Task<long> ReadStoredAsync(string postgres)
    {
        await using var dataSource = NpgsqlDataSource.Create(postgres);
        await using var command = dataSource.CreateCommand($"""
            select coalesce(sum((state->>'count')::bigint), 0)::bigint from grain_state where kind = 'counter' and id like '{CounterPrefix}%'
            """);
        return (long)(await command.ExecuteScalarAsync() ?? 0L);
    }

    private static int Pick(int caller, long n) => (int)((caller * 131 + n * 17) % GrainCount);
}
