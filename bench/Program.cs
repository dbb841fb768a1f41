using Nusaloka.Bench;
using Nusaloka.Bench.Abuse;
using Nusaloka.Bench.Booking;
using Nusaloka.Bench.Cluster;
using Nusaloka.Bench.Counter;
using Nusaloka.Bench.Http;
using Nusaloka.Bench.Ledger;
using Nusaloka.Bench.Measuring;
using Nusaloka.Bench.Ping;
using Nusaloka.Bench.Realtime;
using Nusaloka.Bench.Search;

// Usage: Nusaloka.Bench [NAME ...] [--quick] [--json]. Exit codes: 0 done, 1 an invariant is broken, 2 wrong usage.
if (args is [ClusterNode.SiloArgument, .. var silo])
    return await ClusterNode.RunSiloAsync(silo);
if (args is [SocketServer.OursArgument or SocketServer.BareArgument])
    return await SocketServer.RunAsync(isBare: args[0] == SocketServer.BareArgument);

IBench[] all = [new PingBench(), new CounterBench(), new TransferBench(), new BookingBench(), new RoomsBench(), new SocketBench(), new HttpBench(), new FloodBench(), new SearchBench(), new ClusterBench(), .. RuntimeBenches.All];
var names = args.Where(static arg => !arg.StartsWith('-')).ToArray();
var flags = args.Where(static arg => arg.StartsWith('-')).ToHashSet(StringComparer.Ordinal);
var unknown = names.Except(all.Select(static bench => bench.Name)).Concat(flags.Except(["--quick", "--json"])).ToArray();
if (unknown.Length > 0)
    return Fail(2, $"Unknown: {string.Join(", ", unknown)}. Benchmarks: {string.Join(", ", all.Select(static bench => bench.Name))}; flags: --quick, --json.");
if (Environment.GetEnvironmentVariable("NUSALOKA_BENCH_POSTGRES") is not { Length: > 0 } admin)
    return Fail(2, "NUSALOKA_BENCH_POSTGRES is not set. Run ./nusaloka bench, which starts a PostgreSQL for it.");

var output = new BenchOutput(flags.Contains("--json"));
try
{
    await using var host = await BenchHost.StartAsync(admin);
    var context = new BenchContext(host.Services, host.Postgres, flags.Contains("--quick"));
    output.Header();
    foreach (var bench in all.Where(bench => names.Length == 0 || names.Contains(bench.Name)))
    {
        await foreach (var row in bench.RunAsync(context))
            output.Row(row);
    }

    return 0;
}
catch (InvariantBrokenException exception)
{
    return Fail(1, exception.Message);
}

static int Fail(int code, string message)
{
    Console.Error.WriteLine(message);
    return code;
}
