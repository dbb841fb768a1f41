using Orleans.Configuration;

namespace Nusaloka.Silo;

/// <summary>Host set-up for the embedded actor runtime. Its twin for Microsoft Orleans is Hosting.Orleans.cs.</summary>
internal static class Hosting
{
    /// <summary>One of a cluster's silos when NUSALOKA_REDIS is set, otherwise a cluster within this process.</summary>
    public static IHostApplicationBuilder UseActorRuntime(this IHostApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        var cluster = ClusterSettings.From(builder.Configuration);
        if (cluster.SiloName is { } name) silo.Configure<SiloOptions>(options => options.SiloName = name);
        if (cluster.Redis is { } redis)
        {
            silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.ClusterId, ClusterSettings.ServiceId));
            silo.UseRedisClustering(redis);
            silo.ConfigureEndpoints(cluster.SiloAddress, cluster.SiloPort, gatewayPort: 0);
            silo.Configure<TransportOptions>(options =>
                (options.Secret, options.CertificatePath, options.CertificatePassword) = (cluster.Secret, cluster.Certificate, cluster.CertificatePassword));
        }
        else
        {
            // It opens no port; the number only names it.
            silo.UseLocalhostClustering(cluster.SiloPort, gatewayPort: 0, serviceId: ClusterSettings.ServiceId, clusterId: cluster.ClusterId);
        }

        silo.AddMemoryStreams(StreamProviders.Realtime);
        silo.AddReminders();
        silo.Configure<ReminderOptions>(static options =>
        {
            options.RefreshReminderListPeriod = ReminderTimes.Refresh;
            // Reading ahead costs memory and saves nothing: the table is asked again before each tick.
            options.ReminderLoadingWindow = 2 * ReminderTimes.Refresh;
        });
    });
}
