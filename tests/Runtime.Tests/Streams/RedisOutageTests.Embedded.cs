using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Testing;
using Orleans.TestingHost;

namespace Nusaloka.Runtime.Tests.Streams;

/// <summary>Redis goes away and comes back, having lost everything.</summary>
public sealed class RedisOutageTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    [Fact(Timeout = 3 * Patience.TestMilliseconds)]
    public async Task RestartedRedis_IsSubscribedToAgain_ForHostsAndGrains()
    {
        using var redis = await RedisProcess.StartAsync();
        await using var cluster = await RedisStreams.StartAsync(redis.Address);
        var (topic, key) = (Patience.NewName(), Patience.NewName());
        var (listening, publishing) = (cluster.Silos[0].ServiceProvider, cluster.Client.ServiceProvider);
        await RedisStreams.ListenAsync(listening, topic, topic);
        await cluster.Client.GetGrain<IListenerGrain>(key).SubscribeAsync(topic);
        await RedisStreams.Stream(publishing, topic).OnNextAsync("before");
        await Journal.UntilAsync(topic, "before");
        await Journal.UntilAsync(key, "before");

        redis.Stop();
        await Assert.ThrowsAsync<OrleansException>(() => PublishUntilItFailsAsync(publishing, topic));
        await redis.StartAgainAsync();

        await PublishUntilHeardAsync(publishing, topic, topic);
        await PublishUntilHeardAsync(publishing, topic, key);
    }

    [Fact(Timeout = 3 * Patience.TestMilliseconds)]
    public async Task RedisThatLostEverything_KnowsNobodyWhoHasUnsubscribedOnAnotherSilo()
    {
        using var redis = await RedisProcess.StartAsync();
        await using var cluster = await RedisStreams.StartAsync(redis.Address, silos: 1);
        var (topic, kept) = (Patience.NewName(), cluster.Client.GetGrain<IListenerGrain>(Patience.NewName()));
        var left = Enumerable.Range(0, 20).Select(_ => cluster.Client.GetGrain<IListenerGrain>(Patience.NewName())).ToArray();
        foreach (var grain in left.Append(kept)) await grain.SubscribeAsync(topic);

        // Some of them live on the new silo now.
        await cluster.StartAdditionalSiloAsync();
        foreach (var grain in left) await grain.UnsubscribeAsync(topic);
        await LoseAllAsync(redis, cluster, topic);

        Assert.Equal([kept.GetGrainId().ToString()], await RedisStreams.SubscribedAsync(redis.Address, cluster, topic));
        Assert.All(await Task.WhenAll(left.Select(grain => grain.CountSubscriptionsAsync(topic))), count => Assert.Equal(0, count));
    }

    [Fact(Timeout = 3 * Patience.TestMilliseconds)]
    public async Task RedisThatLostEverything_IsToldWhoSubscribed_AlsoOfSilosThatAreGone()
    {
        using var redis = await RedisProcess.StartAsync();
        await using var cluster = await RedisStreams.StartAsync(redis.Address);
        var key = Patience.NewName();
        var topic = $"resumed-{key}";
        await cluster.Client.GetGrain<IListenerGrain>(key).SubscribeAsync(topic);

        foreach (var old in cluster.Silos.ToList())
        {
            await cluster.StartAdditionalSiloAsync();
            await cluster.StopSiloAsync(old);
        }

        await LoseAllAsync(redis, cluster, topic);

        await PublishUntilHeardAsync(cluster.Client.ServiceProvider, topic, key);
    }

    [Fact(Timeout = 2 * Patience.TestMilliseconds)]
    public async Task PausedRedis_FailsThePublisherInTime()
    {
        using var redis = await RedisProcess.StartAsync();
        var time = new ManualTimeProvider();
        await using var cluster = await RedisStreams.StartAsync(redis.Address, silos: 1, time);
        var stream = RedisStreams.Stream(cluster.Client.ServiceProvider, Patience.NewName());
        await stream.OnNextAsync("before");

        await redis.PauseAsync();
        var publish = stream.OnNextAsync("lost");
        Assert.False(publish.IsCompleted);
        await Eventually.TrueAsync("the publisher to be told", () =>
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            return publish.IsCompleted;
        });
        await redis.ResumeAsync();

        var failure = await Assert.ThrowsAsync<OrleansException>(() => publish);
        Assert.Contains("did not answer within 5 s", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Restarts Redis without its data, and publishes until the subscriptions are there again.</summary>
    private static async Task LoseAllAsync(RedisProcess redis, InProcessTestCluster cluster, string topic)
    {
        redis.Stop();
        await redis.StartAgainAsync();
        await Eventually.TrueAsync(
            "the subscriptions to be restored",
            async () =>
            {
                try
                {
                    await RedisStreams.Stream(cluster.Client.ServiceProvider, topic).OnNextAsync("meanwhile");
                }
                catch (OrleansException)
                {
                    // The client of Redis tries to connect again every few seconds.
                }

                return (await RedisStreams.SubscribedAsync(redis.Address, cluster, topic)).Length > 0;
            },
            within: Limit);
    }

    private static async Task PublishUntilItFailsAsync(IServiceProvider host, string topic)
    {
        // What Redis had taken before it died is published all the same.
        while (true) await RedisStreams.Stream(host, topic).OnNextAsync("lost").WaitAsync(Limit);
    }

    private static Task PublishUntilHeardAsync(IServiceProvider host, string topic, string journal) => Eventually.TrueAsync(
        $"{journal} to hear again",
        async () =>
        {
            try
            {
                await RedisStreams.Stream(host, topic).OnNextAsync("after");
            }
            catch (OrleansException)
            {
                // The client of Redis tries to connect again every few seconds.
            }

            return Journal.Of(journal).Contains("after");
        },
        within: Limit);
}
