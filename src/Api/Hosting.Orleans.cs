using Nusaloka.Silo;
using Orleans.Configuration;

namespace Nusaloka.Api;

/// <summary>How the API reaches grains with Microsoft Orleans. Its twin for the embedded runtime is Hosting.Embedded.cs.</summary>
internal static class Hosting
{
    private const string ClusterName = "nusaloka";

    /// <summary>A client of the cluster in Redis when NUSALOKA_REDIS is set, otherwise a silo in this process.</summary>
    public static void AddGrains(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration["REDIS"] is not { Length: > 0 } redis)
        {
            builder.AddNusalokaSilo();
            return;
        }

        builder.Services.AddSingleton(TimeProvider.System);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(static options => (options.ClusterId, options.ServiceId) = (ClusterName, ClusterName));
            client.UseRedisClustering(redis);
        });
    }
}
