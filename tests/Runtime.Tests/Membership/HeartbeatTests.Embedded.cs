using System.Globalization;
using Nusaloka.Runtime.Redis;
using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Testing;
using StackExchange.Redis;

namespace Nusaloka.Runtime.Tests.Membership;

/// <summary>A silo that is busy is not a dead one.</summary>
[Collection(AloneCollection.Name)]
public sealed class HeartbeatTests : IAsyncDisposable
{
    private readonly ClusterInRedis _cluster = new(RedisServer.Address);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Heartbeats_GoOn_WhenTheThreadPoolDoesNot()
    {
        var one = await _cluster.JoinAsync(1);
        var two = await _cluster.JoinAsync(2);
        await ClusterInRedis.AgreeAsync([one, two], one, two);
        using var redis = new BlockingRedis(ConfigurationOptions.Parse(RedisServer.Address), Patience.Limit);
        var since = LastSeen(redis);
        var release = new TaskCompletionSource();
        ThreadPool.GetMaxThreads(out var threads, out var ports);
        ThreadPool.GetMinThreads(out var few, out _);
        ThreadPool.SetMaxThreads(few, ports);
        try
        {
            // As many as can ever run, and more to come: nothing else gets a thread of the pool.
            for (var i = 0; i < 4 * few; i++) ThreadPool.UnsafeQueueUserWorkItem(_ => ((IAsyncResult)release.Task).AsyncWaitHandle.WaitOne(), null);
            // This thread is one of them. Both leases are kept for longer than they last without heartbeats.
            Assert.True(SpinWait.SpinUntil(() => LastSeen(redis) > since + 2 * _cluster.Options.Lease.TotalMilliseconds, Patience.Limit), "Nobody's heartbeat was seen.");
        }
        finally
        {
            ThreadPool.SetMaxThreads(threads, ports);
            release.SetResult();
        }

        await ClusterInRedis.AgreeAsync([one, two], one, two);
        Assert.Empty(one.Evictions);
        Assert.Empty(two.Evictions);
    }

    private long LastSeen(BlockingRedis redis) => long.Parse(
        (string)redis.Evaluate("return { redis.call('HGET', KEYS[1], 'seen') }", $"nusaloka/members/{_cluster.ClusterId}")[0]!, CultureInfo.InvariantCulture);
}
