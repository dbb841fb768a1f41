using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Testing;

namespace Nusaloka.Runtime.Tests.Membership;

/// <summary>With a Redis of the test's own, which is taken away.</summary>
public sealed class RedisOutageTests : IAsyncLifetime, IAsyncDisposable
{
    private RedisProcess? _redis;
    private ClusterInRedis? _cluster;

    private RedisProcess Redis => _redis ?? throw new InvalidOperationException("Redis was not started.");

    private ClusterInRedis Cluster => _cluster ?? throw new InvalidOperationException("Redis was not started.");

    public async Task InitializeAsync()
    {
        _redis = await RedisProcess.StartAsync();
        _cluster = new ClusterInRedis(_redis.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        Redis.Dispose();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task RedisPaused_ForLongerThanALease_EvictsNobody()
    {
        var one = await Cluster.JoinAsync(1);
        var two = await Cluster.JoinAsync(2);
        await ClusterInRedis.AgreeAsync([one, two], one, two);

        await Redis.PauseAsync();
        await UntilLeasesHaveEndedAsync(one);
        Assert.Equal(2, one.Membership.View.Silos.Length);
        await Redis.ResumeAsync();

        await StaysAsync([one, two]);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task RedisRestartedEmpty_GetsEverybodyBack_WithoutMovingAGrain()
    {
        var client = await Cluster.WatchAsync();
        var silos = await Task.WhenAll(Enumerable.Range(1, 3).Select(Cluster.JoinAsync));
        await ClusterInRedis.AgreeAsync([client, .. silos], silos);
        var before = client.Membership.View.Version;
        var views = new List<int>();
        client.Membership.ViewChanged += view => views.Add(view.Silos.Length);

        Redis.Stop();
        await UntilLeasesHaveEndedAsync(silos[0]);
        Assert.Equal(3, client.Membership.View.Silos.Length);
        await Redis.StartAgainAsync();

        await Eventually.TrueAsync("a newer view", () => client.Membership.View.Version > before);
        await StaysAsync(silos);
        Assert.All(views, silosInView => Assert.Equal(3, silosInView));
        Assert.All(silos.Append(client), host => Assert.Equal(host.Versions.Distinct().Order(), host.Versions));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task RedisEmptied_UnderRunningSilos_GetsEverybodyBack()
    {
        var silos = await Task.WhenAll(Enumerable.Range(1, 3).Select(Cluster.JoinAsync));
        await ClusterInRedis.AgreeAsync(silos, silos);
        var before = silos[0].Membership.View.Version;

        await Redis.CommandAsync("FLUSHALL");

        await Eventually.TrueAsync("newer views", () => silos.All(silo => silo.Membership.View.Version > before));
        await StaysAsync(silos);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task SiloThatDied_WhileRedisWasAway_IsTakenOutAfterwards()
    {
        var silos = await Task.WhenAll(Enumerable.Range(1, 3).Select(Cluster.JoinAsync));
        await ClusterInRedis.AgreeAsync(silos, silos);

        Redis.Stop();
        await silos[2].DisposeAsync();
        await Redis.StartAgainAsync();

        await ClusterInRedis.AgreeAsync(silos[..2], silos[..2]);
        Assert.All(silos[..2], silo => Assert.Empty(silo.Evictions));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Start_WithoutRedis_EndsInAnErrorThatSaysWhere()
    {
        Redis.Stop();

        var failure = await Assert.ThrowsAsync<SiloUnavailableException>(() => Cluster.JoinAsync(1));

        Assert.Contains(Redis.Address, failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Start_WhileRedisIsStillStarting_WaitsForIt()
    {
        Cluster.Options.StartTimeout = Patience.Limit;
        Redis.Stop();
        var joining = Cluster.JoinAsync(1);
        await Redis.StartAgainAsync();

        var silo = await joining;

        await ClusterInRedis.AgreeAsync([silo], silo);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Operations_OnAHangingRedis_EndByTheirDeadline()
    {
        var silo = await Cluster.JoinAsync(1);
        await Redis.PauseAsync();

        await Assert.ThrowsAsync<IOException>(() => silo.Membership.LookAsync(CancellationToken.None).WaitAsync(Patience.Limit));
        await Assert.ThrowsAsync<IOException>(() => silo.Membership.LeaveAsync(silo.Address, CancellationToken.None).WaitAsync(Patience.Limit));

        await Redis.ResumeAsync();
    }

    /// <summary>A lease after the last answer of Redis, measured by what waits for it: looks that fail.</summary>
    private async Task UntilLeasesHaveEndedAsync(ClusterInRedis.Host host)
    {
        var started = TimeProvider.System.GetTimestamp();
        await Eventually.TrueAsync("all leases to have ended", async () =>
        {
            await Assert.ThrowsAsync<IOException>(() => host.Membership.LookAsync(CancellationToken.None));
            return TimeProvider.System.GetElapsedTime(started) > 2 * Cluster.Options.Lease;
        });
    }

    /// <summary>Looks for longer than leases last: nobody is taken out.</summary>
    private async Task StaysAsync(ClusterInRedis.Host[] silos)
    {
        var started = TimeProvider.System.GetTimestamp();
        await Eventually.TrueAsync("more than a lease to pass", async () =>
        {
            await Task.WhenAll(silos.Select(silo => silo.Membership.LookAsync(CancellationToken.None).ContinueWith(static look => look.IsFaulted, TaskScheduler.Default)));
            return TimeProvider.System.GetElapsedTime(started) > 2 * Cluster.Options.Lease;
        });
        await ClusterInRedis.AgreeAsync(silos, silos);
        Assert.All(silos, silo => Assert.Empty(silo.Evictions));
    }
}
