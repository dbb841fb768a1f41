using System.Diagnostics;
using Npgsql;
using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench.Realtime;

/// <summary>
/// Real WebSockets over loopback, with the server in a process of its own: what an idle connection costs, what is delivered to rooms of different sizes and
/// how late, and how long everybody takes to come back at once. Beside it a bare server that only passes frames on.
/// </summary>
/// <remarks>
/// Each row has a database of its own. A server goes on with what another has left in the same one: half a minute after something was said rooms look who has not
/// read it, and thousands of rooms of the row before would be loaded, and their members told, in the midst of the next. Nobody reads here, so everybody in a row's own
/// rooms is told, too: rows are over before, but those that say so are measured while it happens.
/// </remarks>
internal sealed class SocketBench : IBench
{
    private const double Offered = 45_000;

    /// <summary>Later than this is late.</summary>
    private const double MostMs = 200;

    /// <summary>In rooms of two every second delivery is a message of its own, which becomes durable first: they are offered more and more.</summary>
    private static readonly double[] OfferedToPairs = [8_000, 12_000, 16_000, 20_000, 24_000, 28_000, 32_000, 36_000, 40_000, Offered];

    private const int StormRoom = 50;
    private const int Missed = 20;

    /// <summary>What is said so long before the measuring has its notices within it: they come 30 seconds after, and it lasts 12.</summary>
    private static readonly TimeSpan Talk = TimeSpan.FromSeconds(22);

    /// <summary>After so long at little load a server is compiled as it stays.</summary>
    private static readonly TimeSpan Warmth = TimeSpan.FromSeconds(12);

    /// <summary>PostgreSQL tells its statistics by then.</summary>
    private static readonly TimeSpan StatisticsDelay = TimeSpan.FromSeconds(11);

    public string Name => "sockets";

    public async IAsyncEnumerable<BenchRow> RunAsync(BenchContext context)
    {
        var count = context.IsQuick ? 500 : 5_000;
        using var people = new SocketPeople(count);

        yield return await IdleAsync(people, count);
        yield return await FindMostAsync(context, people);
        foreach (var size in new[] { 50, count })
        {
            yield return await DeliverAsync(context, people, size, context.Warmup, "");
            if (!context.IsQuick)
                yield return await DeliverAsync(context, people, size, Talk, ", all told of what is unread");
        }

        yield return await StormAsync(people, count);
    }

    private static Task<BenchDatabase> NewDatabaseAsync() =>
        BenchDatabase.CreateAsync(Environment.GetEnvironmentVariable("NUSALOKA_BENCH_POSTGRES") ?? "", "_sockets");

    private async Task<BenchRow> IdleAsync(SocketPeople people, int count)
    {
        await using var database = await NewDatabaseAsync();
        var ours = await BytesAsync(SocketServer.OursArgument, people);
        var bare = await BytesAsync(SocketServer.BareArgument, null);
        return new BenchRow(
            Name, $"{count:N0} idle connections, joined (managed {ours.Managed:N0})", "bytes each", ours.Resident,
            $"bare WebSockets (managed {bare.Managed:N0})", bare.Resident, ours.Resident / Math.Max(1, bare.Resident), 0, 0, 0);

        async Task<(double Resident, double Managed)> BytesAsync(string argument, SocketPeople? shown)
        {
            await using var server = await SocketServerProcess.StartAsync(argument, database.ConnectionString, people.PublicKey);
            // Whatever the first ones load or compile is no connection's.
            var rooms = shown is null ? Rooms(count / 50) : await shown.OpenRoomsAsync(database.ConnectionString, 50);
            using (var first = new SocketClients(server.Address, shown, rooms, 50, Math.Min(200, count)))
            {
                await first.ConnectAsync();
                for (var i = 0; i < 200; i++)
                    await first.SayAsync(i % (Math.Min(200, count) / 50));
                await first.WaitForAsync(200 * 50);
            }

            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
            var before = await server.UsageAsync();
            using var clients = new SocketClients(server.Address, shown, rooms, 50, count);
            await clients.ConnectAsync();
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
            var after = await server.UsageAsync();
            return ((double)(after.Resident - before.Resident) / count, (double)(after.Managed - before.Managed) / count);
        }
    }

    /// <summary>The most that is delivered in time to rooms of two.</summary>
    private async Task<BenchRow> FindMostAsync(BenchContext context, SocketPeople people)
    {
        await using var database = await NewDatabaseAsync();
        var ours = await FindAsync(SocketServer.OursArgument, people);
        var bare = await FindAsync(SocketServer.BareArgument, null);
        return new BenchRow(
            Name, $"rooms of 2, the most with p99 < {MostMs:N0} ms", "deliveries/s", ours.Rate, $"bare WebSockets (p99 {bare.Latencies.PercentileMs(99):N0} ms)", bare.Rate,
            ours.Rate / bare.Rate, ours.Latencies.PercentileMs(50), ours.Latencies.PercentileMs(99), ours.Latencies.PercentileMs(100));

        async Task<(double Rate, LatencyHistogram Latencies)> FindAsync(string argument, SocketPeople? shown)
        {
            await using var server = await SocketServerProcess.StartAsync(argument, database.ConnectionString, people.PublicKey);
            using var clients = await ConnectAsync(server, database, people, shown, 2);
            // The server is new: without this its first offer would measure what the compiler takes of two cores.
            await clients.SendAsync(OfferedToPairs[0] / 3, context.IsQuick ? context.Warmup : Warmth);
            await clients.SendAsync(OfferedToPairs[0], context.Warmup);
            (double, LatencyHistogram) most = (0, new LatencyHistogram());
            foreach (var offered in OfferedToPairs)
            {
                var (rate, latencies) = await OfferAsync(clients, offered, context.Duration * context.Rounds, 2);
                if (latencies.PercentileMs(99) >= MostMs)
                    break;
                most = (rate, latencies);
            }

            return most;
        }
    }

    private async Task<BenchRow> DeliverAsync(BenchContext context, SocketPeople people, int size, TimeSpan talk, string title)
    {
        await using var database = await NewDatabaseAsync();
        var ours = await MeasureAsync(SocketServer.OursArgument, people);
        var bare = await MeasureAsync(SocketServer.BareArgument, null);
        return new BenchRow(
            Name, $"rooms of {size:N0}, {Offered:N0}/s offered{title}", "deliveries/s", ours.Rate,
            $"bare WebSockets (p99 {bare.Latencies.PercentileMs(99):N0} ms)", bare.Rate, ours.Rate / bare.Rate,
            ours.Latencies.PercentileMs(50), ours.Latencies.PercentileMs(99), ours.Latencies.PercentileMs(100));

        async Task<(double Rate, LatencyHistogram Latencies)> MeasureAsync(string argument, SocketPeople? shown)
        {
            await using var server = await SocketServerProcess.StartAsync(argument, database.ConnectionString, people.PublicKey);
            using var clients = await ConnectAsync(server, database, people, shown, size);
            await clients.SendAsync(Offered / 3, shown is null ? context.Warmup : talk);
            await clients.SendAsync(Offered, context.Warmup);
            return await OfferAsync(clients, Offered, context.Duration * context.Rounds, size);
        }
    }

    private static async Task<SocketClients> ConnectAsync(SocketServerProcess server, BenchDatabase database, SocketPeople people, SocketPeople? shown, int size)
    {
        var rooms = shown is null ? Rooms(people.Ids.Length / size) : await shown.OpenRoomsAsync(database.ConnectionString, size);
        var clients = new SocketClients(server.Address, shown, rooms, size, people.Ids.Length);
        await clients.ConnectAsync();
        return clients;
    }

    private static async Task<(double Rate, LatencyHistogram Latencies)> OfferAsync(SocketClients clients, double offered, TimeSpan duration, int size)
    {
        await clients.WaitForAsync(clients.Sent * size);
        clients.Reset();
        var (before, started) = (clients.Delivered, Stopwatch.GetTimestamp());
        await clients.SendAsync(offered, duration);
        // Whoever delivers late is slower by it.
        await clients.WaitForAsync(clients.Sent * size);
        return ((clients.Delivered - before) / Stopwatch.GetElapsedTime(started).TotalSeconds, clients.Latencies());
    }

    private async Task<BenchRow> StormAsync(SocketPeople people, int count)
    {
        await using var database = await NewDatabaseAsync();
        await using var server = await SocketServerProcess.StartAsync(SocketServer.OursArgument, database.ConnectionString, people.PublicKey);
        var rooms = await people.OpenRoomsAsync(database.ConnectionString, StormRoom);
        using var clients = new SocketClients(server.Address, people, rooms, StormRoom, count);
        await clients.ConnectAsync();
        clients.Cut();
        // Others of the same rooms, who stay.
        using (var staying = new SocketClients(server.Address, people, rooms, StormRoom, count))
        {
            await staying.ConnectAsync();
            for (var i = 0; i < Missed * rooms.Length; i++)
                await staying.SayAsync(i % rooms.Length);
            await staying.WaitForAsync((long)Missed * count);
        }

        await Task.Delay(StatisticsDelay, TimeProvider.System);
        var (scans, started) = (await ScansAsync(database.ConnectionString), Stopwatch.GetTimestamp());
        await clients.ConnectAsync();
        await clients.WaitForAsync((long)Missed * count);
        var took = Stopwatch.GetElapsedTime(started);
        await Task.Delay(StatisticsDelay, TimeProvider.System);
        if (await ScansAsync(database.ConnectionString) is var scansAfter && scansAfter != scans)
            throw new InvariantBrokenException($"Coming back looked {scansAfter - scans} times into the history of the database.");

        var bare = await ReconnectBareAsync(database, people, count);
        return new BenchRow(
            Name, $"{count:N0} come back at once, {Missed} missed each", "clients/s", count / took.TotalSeconds, "bare WebSockets, nothing resumed",
            count / bare.TotalSeconds, bare / took, 0, 0, took.TotalMilliseconds);
    }

    private static async Task<TimeSpan> ReconnectBareAsync(BenchDatabase database, SocketPeople people, int count)
    {
        await using var server = await SocketServerProcess.StartAsync(SocketServer.BareArgument, database.ConnectionString, people.PublicKey);
        using var clients = new SocketClients(server.Address, null, Rooms(count / StormRoom), StormRoom, count);
        await clients.ConnectAsync();
        clients.Cut();
        var started = Stopwatch.GetTimestamp();
        await clients.ConnectAsync();
        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task<long> ScansAsync(string postgres)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select seq_scan + idx_scan from pg_stat_user_tables where relname = 'chat_event'", connection);
        return (long)(await command.ExecuteScalarAsync() ?? 0L);
    }

    private static string[] Rooms(int count) => [.. Enumerable.Range(0, count).Select(static i => $"room-{i}")];
}
