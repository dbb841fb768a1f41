using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;

namespace Nusaloka.Silo;

/// <summary>Host set-up for Microsoft Orleans. Its twin for the embedded runtime is Hosting.Embedded.cs.</summary>
internal static class Hosting
{
    /// <summary>The storage in which Orleans looks for the subscriptions of streams.</summary>
    private const string SubscriptionStorage = "PubSubStore";

    /// <summary>A cluster through Redis when NUSALOKA_REDIS is set, otherwise a silo of its own on this machine.</summary>
    public static IHostApplicationBuilder UseActorRuntime(this IHostApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        // Made for machines of their own, so others must reach it: the machine's address, not loopback.
        var cluster = ClusterSettings.From(builder.Configuration, defaultAddress: "auto").InClear();
        if (cluster.SiloName is { } name) silo.Configure<SiloOptions>(options => options.SiloName = name);
        if (cluster.Redis is { } redis)
        {
            silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.ClusterId, ClusterSettings.ServiceId));
            silo.UseRedisClustering(redis);
            silo.ConfigureEndpoints(cluster.SiloAddress, cluster.SiloPort, cluster.GatewayPort);
        }
        else
        {
            // Nobody else connects to it, so a free port and no gateway let several live on one machine.
            silo.UseLocalhostClustering(siloPort: FreePort(), gatewayPort: 0, serviceId: ClusterSettings.ServiceId, clusterId: cluster.ClusterId);
        }

        // Who listens lives as long as the streams do: both are in memory. APIs see when they are forgotten and listen again.
        silo.AddMemoryGrainStorage(SubscriptionStorage);
        silo.AddMemoryStreams(StreamProviders.Realtime);
        silo.AddReminders();
        silo.Configure<ReminderOptions>(static options => options.RefreshReminderListPeriod = ReminderTimes.Refresh);
    });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
