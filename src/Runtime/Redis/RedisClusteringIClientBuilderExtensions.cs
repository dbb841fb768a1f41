using Nusaloka.Runtime.Redis;
using Orleans.Clustering.Redis;
using Orleans.Hosting;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>How a client finds its cluster through Redis.</summary>
public static class RedisClusteringIClientBuilderExtensions
{
    /// <summary>The cluster is that of the silos with the same Redis and cluster id.</summary>
    public static IClientBuilder UseRedisClustering(this IClientBuilder builder, Action<RedisClusteringOptions> configuration) =>
        builder.ConfigureServices(services => RedisClustering.Add(services, configuration));

    /// <summary>The cluster is that of the silos with the same Redis and cluster id.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="redisConnectionString">Where Redis is, as StackExchange.Redis writes it: <c>host:port,password=…,ssl=true</c>.</param>
    public static IClientBuilder UseRedisClustering(this IClientBuilder builder, string redisConnectionString) =>
        builder.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redisConnectionString));
}
