using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Runtime.Redis;
using Nusaloka.Runtime.Storage;
using Nusaloka.Runtime.Streams;
using Nusaloka.Runtime.Tests.Testing;
using Orleans.Clustering.Redis;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Orleans.Streams;
using Orleans.TestingHost;
using StackExchange.Redis;

namespace Nusaloka.Runtime.Tests.Streams;

/// <summary>A cluster of this process whose streams go through Redis, as between processes: each host has its own connection and hub.</summary>
internal static class RedisStreams
{
    public static Task<InProcessTestCluster> StartAsync(string redis, short silos = 2, TimeProvider? time = null)
    {
        // All silos have the same storage, as those of several processes have the same database.
        var storage = new MemoryGrainStorage();
        return TestSilos.StartAsync(
            silos,
            silo => AddRedis(silo.Services.AddGrainStorage("PubSubStore", (_, _) => (IGrainStorage)storage), redis, time),
            client => AddRedis(client.Services, redis, time));
    }

    public static IAsyncStream<T> Stream<T>(IServiceProvider host, string topic) =>
        host.GetRequiredKeyedService<IStreamProvider>(TestSilos.StreamProvider).GetStream<T>(ListenerGrain.Namespace, topic);

    public static IAsyncStream<string> Stream(IServiceProvider host, string topic) => Stream<string>(host, topic);

    /// <summary>Writes what a host hears into a journal.</summary>
    public static Task<StreamSubscriptionHandle<string>> ListenAsync(IServiceProvider host, string topic, string journal) =>
        Stream(host, topic).SubscribeAsync((item, _) =>
        {
            Journal.Write(journal, item);
            return Task.CompletedTask;
        });

    /// <summary>How many hosts hear the channel of a stream.</summary>
    public static async Task<long> CountHostsAsync(InProcessTestCluster cluster, string topic)
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(Nusaloka.Testing.RedisServer.Address);
        var names = new RedisStreamNames(cluster.Options.ClusterId);
        var channel = names.ChannelOf(new StreamKey(TestSilos.StreamProvider, StreamId.Create(ListenerGrain.Namespace, topic)));
        var answer = (RedisResult[])(await redis.GetDatabase().ExecuteAsync("PUBSUB", "NUMSUB", channel))!;
        return (long)answer[1];
    }

    /// <summary>The grains that a publisher finds in Redis.</summary>
    public static async Task<string[]> SubscribedAsync(string address, InProcessTestCluster cluster, string topic)
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(address);
        var key = new RedisStreamNames(cluster.Options.ClusterId).SubscriptionsOf(new StreamKey(TestSilos.StreamProvider, StreamId.Create(ListenerGrain.Namespace, topic)));
        return [.. (await redis.GetDatabase().HashValuesAsync(key)).Select(value => value.ToString())];
    }

    private static void AddRedis(IServiceCollection services, string redis, TimeProvider? time)
    {
        services.Configure<RedisClusteringOptions>(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redis));
        services.AddSingleton<RedisConnection>();
        if (time is not null) services.AddSingleton(time);
    }
}
