using Nusaloka.Silo;
using Orleans.Configuration;

namespace Nusaloka.Api;

/// <summary>How the API reaches grains with the embedded actor runtime. Its twin for Microsoft Orleans is Hosting.Orleans.cs.</summary>
internal static class Hosting
{
    /// <summary>A client of the cluster in Redis when NUSALOKA_REDIS is set, otherwise a silo in this process.</summary>
    public static void AddGrains(this IHostApplicationBuilder builder)
    {
        var cluster = ClusterSettings.From(builder.Configuration);
        if (cluster.Redis is not { } redis)
        {
            builder.AddNusalokaSilo();
            return;
        }

        builder.Services.AddSingleton(TimeProvider.System);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.ClusterId, ClusterSettings.ServiceId));
            client.UseRedisClustering(redis);
            client.AddMemoryStreams(StreamProviders.Realtime);
            client.Configure<TransportOptions>(options =>
                (options.Secret, options.CertificatePath, options.CertificatePassword) = (cluster.Secret, cluster.Certificate, cluster.CertificatePassword));
        });
    }
}
