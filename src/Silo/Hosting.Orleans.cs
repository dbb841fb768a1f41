using Orleans.Configuration;

namespace Nusaloka.Silo;

/// <summary>Host set-up for Microsoft Orleans. Its twin for the embedded runtime is Hosting.Embedded.cs.</summary>
internal static class Hosting
{
    private const string ClusterName = "nusaloka";

    /// <summary>A cluster through Redis when NUSALOKA_REDIS is set, otherwise a silo of its own on this machine.</summary>
    public static IHostApplicationBuilder UseActorRuntime(this IHostApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        if (builder.Configuration["REDIS"] is { Length: > 0 } redis)
        {
            silo.Configure<ClusterOptions>(static options => (options.ClusterId, options.ServiceId) = (ClusterName, ClusterName));
            silo.UseRedisClustering(redis);
            silo.ConfigureEndpoints(siloPort: 11111, gatewayPort: 30000);
        }
        else
        {
            silo.UseLocalhostClustering(serviceId: ClusterName, clusterId: ClusterName);
        }

        silo.AddMemoryStreams(StreamProviders.Realtime);
    });
}
