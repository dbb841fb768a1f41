using Nusaloka.Silo;
using Orleans.Configuration;

namespace Nusaloka.Api;

/// <summary>How the API reaches grains with Microsoft Orleans. Its twin for the embedded runtime is Hosting.Embedded.cs.</summary>
internal static class Hosting
{
    /// <summary>A client of the cluster in Redis when NUSALOKA_REDIS is set, otherwise a silo in this process.</summary>
    public static void AddGrains(this IHostApplicationBuilder builder)
    {
        var cluster = ClusterSettings.From(builder.Configuration).InClear();
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
        });
    }
}
