using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Testing;

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
