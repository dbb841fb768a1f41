using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Testing;

namespace Nusaloka.Runtime.Tests.Membership;

public sealed class RedisMembershipTests : IAsyncDisposable
{
    private readonly ClusterInRedis _cluster = new(RedisServer.Address);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Silos_ThatJoin_AreSeenByAllAndByClients()
    {
        var client = await _cluster.WatchAsync();
        var one = await _cluster.JoinAsync(1);
        var two = await _cluster.JoinAsync(2);

        await ClusterInRedis.AgreeAsync([client, one, two], one, two);

        Assert.Equal("silo 1", client.Membership.View.Find(one.Address)?.Name);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Silo_ThatLeaves_IsStillAMemberButNoPlaceForGrains_UntilItIsRemoved()
    {
        var one = await _cluster.JoinAsync(1);
        var two = await _cluster.JoinAsync(2);
        await ClusterInRedis.AgreeAsync([one, two], one, two);

        await two.Membership.LeaveAsync(two.Address, CancellationToken.None);
        await ClusterInRedis.AgreeAsync([one, two], one);
        Assert.Equal(SiloStatus.ShuttingDown, one.Membership.View.Find(two.Address)?.Status);

        await two.Membership.RemoveAsync(two.Address, CancellationToken.None);
        await Eventually.TrueAsync("the other to be gone", () => one.Membership.View.Find(two.Address) is null);
        Assert.Empty(two.Evictions);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Look_AfterTheEnd_FailsInsteadOfWaiting()
    {
        var one = await _cluster.JoinAsync(1);
        await one.Membership.StopAsync(CancellationToken.None);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => one.Membership.LookAsync(CancellationToken.None));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Silo_ThatDies_IsTakenOut_AndThoseThatLiveStay()
    {
        var one = await _cluster.JoinAsync(1);
        var two = await _cluster.JoinAsync(2);
        var three = await _cluster.JoinAsync(3);
        await ClusterInRedis.AgreeAsync([one, two, three], one, two, three);

        await three.DisposeAsync();

        await ClusterInRedis.AgreeAsync([one, two], one, two);
        Assert.Empty(one.Evictions);
        Assert.Empty(two.Evictions);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task SuspectedSilo_ThatIsDead_IsTakenOutLongBeforeItsLeaseEnds()
    {
        _cluster.Options.Lease = TimeSpan.FromMinutes(5);
        var one = await _cluster.JoinAsync(1);
        var two = await _cluster.JoinAsync(2);
        await ClusterInRedis.AgreeAsync([one, two], one, two);
        await two.DisposeAsync();

        one.Membership.Suspect(two.Address);

        await ClusterInRedis.AgreeAsync([one], one);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task SuspectedSilo_ThatLives_Stays()
    {
        // A stall of the machine is no heartbeat either, so the suspicion leaves some time.
        _cluster.Options.Heartbeat = TimeSpan.FromSeconds(2);
        _cluster.Options.Lease = TimeSpan.FromSeconds(20);
        var one = await _cluster.JoinAsync(1);
        var two = await _cluster.JoinAsync(2);
        await ClusterInRedis.AgreeAsync([one, two], one, two);

        for (var i = 0; i < 10; i++)
        {
            one.Membership.Suspect(two.Address);
            await one.Membership.LookAsync(CancellationToken.None);
            await two.Membership.LookAsync(CancellationToken.None);
        }

        Assert.NotNull(one.Membership.View.Find(two.Address));
        Assert.Empty(two.Evictions);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Silo_ThatWasTakenOut_IsTold_AndMayJoinAnew()
    {
        var one = await _cluster.JoinAsync(1);
        var two = await _cluster.JoinAsync(2);
        await ClusterInRedis.AgreeAsync([one, two], one, two);

        // Another host takes it out, as when its lease had ended.
        await one.Membership.RemoveAsync(two.Address, CancellationToken.None);

        await Eventually.TrueAsync("the silo to notice", () => two.Evictions.Contains(two.Address));
        await ClusterInRedis.AgreeAsync([one, two], one);
        two.Address = ClusterInRedis.NewAddress(2);
        await two.Membership.JoinAsync(two.Address, "silo 2", CancellationToken.None);
        await ClusterInRedis.AgreeAsync([one, two], one, two);
        Assert.Single(two.Evictions);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Join_AtTheEndpointOfAnOlderSilo_ReplacesItAtOnce()
    {
        _cluster.Options.Lease = TimeSpan.FromMinutes(5);
        var one = await _cluster.JoinAsync(1);
        var old = await _cluster.JoinAsync(2);
        await ClusterInRedis.AgreeAsync([one, old], one, old);
        await old.DisposeAsync();

        var young = await _cluster.JoinAsync(2);

        await ClusterInRedis.AgreeAsync([one, young], one, young);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Join_AtTheEndpointOfALaterSilo_IsRefused()
    {
        var host = await _cluster.WatchAsync();
        var older = ClusterInRedis.NewAddress(1);
        var later = await _cluster.JoinAsync(1);

        var refusal = await Assert.ThrowsAsync<SiloUnavailableException>(() => host.Membership.JoinAsync(older, "older", CancellationToken.None));

        Assert.Contains("started later", refusal.Message, StringComparison.Ordinal);
        await ClusterInRedis.AgreeAsync([host, later], later);
    }

    [Fact(Timeout = 2 * Patience.TestMilliseconds)]
    public async Task Versions_OfFiveSilosThatComeAndGo_OnlyGrow_AndAllAgreeInTheEnd()
    {
        var client = await _cluster.WatchAsync();
        var silos = await Task.WhenAll(Enumerable.Range(1, 5).Select(_cluster.JoinAsync));
        const int rounds = 10;

        await Task.WhenAll(silos.Select(async (silo, i) =>
        {
            for (var round = 0; round < rounds; round++)
            {
                if ((round + i) % 3 == 0) await silo.Membership.LeaveAsync(silo.Address, CancellationToken.None);
                await silo.Membership.RemoveAsync(silo.Address, CancellationToken.None);
                silo.Address = ClusterInRedis.NewAddress(i + 1);
                await silo.Membership.JoinAsync(silo.Address, $"silo {i + 1}", CancellationToken.None);
            }
        }));

        await ClusterInRedis.AgreeAsync([client, .. silos], silos);
        Assert.All(silos.Append(client), host => Assert.Equal(host.Versions.Distinct().Order(), host.Versions));
        Assert.All(silos, silo => Assert.Empty(silo.Evictions));
        Assert.Single(silos.Append(client).Select(host => host.Membership.View.Version).Distinct());
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task DeadSilos_FoundBySeveralAtOnce_AreTakenOutOnce()
    {
        var dead = await _cluster.JoinAsync(9);
        var silos = await Task.WhenAll(Enumerable.Range(1, 3).Select(_cluster.JoinAsync));
        await ClusterInRedis.AgreeAsync(silos, [dead, .. silos]);
        var before = silos.Max(silo => silo.Membership.View.Version);
        await dead.DisposeAsync();

        await ClusterInRedis.AgreeAsync(silos, silos);

        Assert.All(silos, silo => Assert.Equal(before + 1, silo.Membership.View.Version));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task HandlerThatThrows_KeepsNobodyElseFromTheView()
    {
        var one = await _cluster.WatchAsync();
        one.Membership.ViewChanged += static _ => throw new InvalidOperationException("A part of the host has failed.");
        var seen = new TaskCompletionSource();
        one.Membership.ViewChanged += _ => seen.TrySetResult();

        await _cluster.JoinAsync(2);

        await seen.Task.WaitAsync(Patience.Limit);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task ViewOfAnotherSilo_IsTakenOver_IfItIsNewer()
    {
        var one = await _cluster.JoinAsync(1);
        var known = one.Membership.View;
        var newer = known.With(new SiloMember(ClusterInRedis.NewAddress(2), "silo 2", SiloStatus.Active));

        one.Membership.Learn(newer);
        Assert.Same(newer, one.Membership.View);
        one.Membership.Learn(known);
        Assert.Same(newer, one.Membership.View);
    }

    [Fact]
    public void Lease_OfLessThanThreeHeartbeats_IsNotEnough()
    {
        Assert.True(new RedisMembershipOptions().IsLeaseLongEnough);
        Assert.False(new RedisMembershipOptions { Heartbeat = TimeSpan.FromSeconds(2), Lease = TimeSpan.FromSeconds(5) }.IsLeaseLongEnough);
        Assert.False(new RedisMembershipOptions { OperationTimeout = TimeSpan.FromSeconds(2), Lease = TimeSpan.FromSeconds(5) }.IsLeaseLongEnough);
    }
}
