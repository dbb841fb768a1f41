using System.Globalization;
using System.Net;
using Nusaloka.Persistence;
using Orleans.Configuration;

namespace Nusaloka.Bench.Cluster;

/// <summary>A process of the cluster that is measured: silos, and the client in the bench process.</summary>
internal static class ClusterNode
{
    /// <summary>Makes the bench program a silo. Not for people.</summary>
    public const string SiloArgument = "--cluster-silo";

    public const string ReadyLine = "ready";
    public const string PostgresVariable = "NUSALOKA_BENCH_CLUSTER_POSTGRES";
    public const string RedisVariable = "NUSALOKA_BENCH_REDIS";

    /// <summary>A silo, and an echo server for the baseline, until standard input ends.</summary>
    public static async Task<int> RunSiloAsync(string[] arguments)
    {
        var (clusterId, port, gatewayPort, echoPort) = (arguments[0], Number(arguments[1]), Number(arguments[2]), Number(arguments[3]));
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddConsole(static options => options.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error);
        builder.Services.AddNusalokaPersistence(static options => options.ConnectionString = Environment.GetEnvironmentVariable(PostgresVariable) ?? "");
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (clusterId, clusterId));
            silo.UseRedisClustering(Redis);
            silo.ConfigureEndpoints(IPAddress.Loopback, port, gatewayPort);
        });
        using var host = builder.Build();
        await host.StartAsync();
        await using var echo = await EchoServer.StartAsync(echoPort);
        Console.WriteLine(ReadyLine);
        while (await Console.In.ReadLineAsync() is not null)
        {
            // Nothing is said; the end is what counts.
        }

        await host.StopAsync();
        return 0;
    }

    /// <summary>A client in this process.</summary>
    public static async Task<IHost> StartClientAsync(string clusterId)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (clusterId, clusterId));
            client.UseRedisClustering(Redis);
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static string Redis => Environment.GetEnvironmentVariable(RedisVariable)
        ?? throw new InvalidOperationException($"{RedisVariable} is not set. Run ./nusaloka bench, which starts a Redis for it.");

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
