using Nusaloka.Runtime.Redis;
using Orleans.Clustering.Redis;
using Orleans.Hosting;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Clustering of a silo through Redis.</summary>
public static class RedisClusteringISiloBuilderExtensions
{
    /// <summary>The silos with the same Redis and cluster id are one cluster.</summary>
    public static ISiloBuilder UseRedisClustering(this ISiloBuilder builder, Action<RedisClusteringOptions> configuration) =>
        builder.ConfigureServices(services => RedisClustering.Add(services, configuration));

    /// <summary>The silos with the same Redis and cluster id are one cluster.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="redisConnectionString">Where Redis is, as StackExchange.Redis writes it: <c>host:port,password=…,ssl=true</c>.</param>
    public static ISiloBuilder UseRedisClustering(this ISiloBuilder builder, string redisConnectionString) =>
        builder.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redisConnectionString));
}
