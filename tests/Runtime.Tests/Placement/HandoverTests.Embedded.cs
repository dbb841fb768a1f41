using Orleans.TestingHost;
using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Placement;

/// <summary>Microsoft Orleans leaves grains where they are, so what moves them is the embedded runtime's own.</summary>
public sealed class HandoverTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task SiloThatJoins_BeginsAGrain_OnlyWhenItsRunningRequestHasEndedElsewhere()
    {
        await using var cluster = await WitnessCluster.StartAsync(silos: 2);
        var keys = Enumerable.Range(0, 60).Select(_ => Patience.NewName()).ToList();
        var running = keys.Select(key => cluster.Client.GetGrain<IWitnessGrain>(key).CountSlowlyAsync()).ToList();
        foreach (var key in keys) await Gate.Named(key).ArrivalAsync();

        var third = await cluster.StartAdditionalSiloAsync();
        var next = keys.Select(key => cluster.Client.GetGrain<IWitnessGrain>(key).CountAsync()).ToList();
        // Other grains are not kept waiting.
        var others = keys.Select(key => cluster.Client.GetGrain<IWitnessGrain>("other" + key).CountAsync());
        Assert.All(await Task.WhenAll(others).WaitAsync(Patience.Limit), count => Assert.Equal(1, count));
        Assert.DoesNotContain(next, call => call.IsCompleted);
        foreach (var key in keys) Gate.Named(key).Open();

        Assert.All(await Task.WhenAll(running).WaitAsync(Patience.Limit), count => Assert.Equal(1, count));
        Assert.All(await Task.WhenAll(next).WaitAsync(Patience.Limit), count => Assert.Equal(2, count));
        Assert.Empty(Witness.OverlapsOf(keys));
        var places = await Task.WhenAll(keys.Select(key => cluster.Client.GetGrain<IWitnessGrain>(key).WhereAsync()));
        Assert.Contains(third.SiloAddress.ToString(), places);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task CallThatInterleaves_OfAGrainThatRunsElsewhereStill_ReachesWhatRuns()
    {
        await using var cluster = await WitnessCluster.StartAsync(silos: 2);
        var keys = Enumerable.Range(0, 60).Select(_ => Patience.NewName()).ToList();
        var homes = await Task.WhenAll(keys.Select(key => cluster.Client.GetGrain<IWitnessGrain>(key).WhereAsync()));
        var running = keys.Select(key => cluster.Client.GetGrain<IWitnessGrain>(key).CountSlowlyAsync()).ToList();
        foreach (var key in keys) await Gate.Named(key).ArrivalAsync();
        var third = await cluster.StartAdditionalSiloAsync();

        // What runs may wait for such a call, directly or by way of others, so the call cannot wait for it.
        var places = await Task.WhenAll(keys.Select(key => cluster.Client.GetGrain<IWitnessGrain>(key).WhereNowAsync())).WaitAsync(Patience.Limit);
        foreach (var key in keys) Gate.Named(key).Open();

        Assert.Equal(homes, places);
        Assert.All(await Task.WhenAll(running).WaitAsync(Patience.Limit), count => Assert.Equal(1, count));
        var placesLater = await Task.WhenAll(keys.Select(key => cluster.Client.GetGrain<IWitnessGrain>(key).WhereNowAsync()));
        Assert.Contains(third.SiloAddress.ToString(), placesLater);
        Assert.Empty(Witness.OverlapsOf(keys));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public Task SilosThatJoin_UnderLoad_CostNoCall() => CostNoCallAsync(
        silos: 1, changes: 4, static async cluster => await cluster.StartAdditionalSiloAsync());

    [Fact(Timeout = Patience.TestMilliseconds)]
    public Task SilosThatStop_UnderLoad_CostNoCall() => CostNoCallAsync(
        silos: 3, changes: 2, static cluster => cluster.StopSiloAsync(cluster.Silos[^1]));

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task SiloThatIsKilled_UnderLoad_FailsCallsAsUnavailableOnly()
    {
        await using var cluster = await WitnessCluster.StartAsync(silos: 3);
        var load = new WitnessLoad(cluster.Client, grains: 100);
        await load.MoreAsync(500);

        await cluster.KillAsync(cluster.Silos[^1]);
        await load.MoreAsync(1000);

        await load.StopAsync();
        Assert.All(load.Failures, failure => Assert.IsType<SiloUnavailableException>(failure));
        Assert.Empty(Witness.OverlapsOf(load.Keys));
        await load.CheckAsync();
    }

    private static async Task CostNoCallAsync(short silos, int changes, Func<InProcessTestCluster, Task> change)
    {
        await using var cluster = await WitnessCluster.StartAsync(silos);
        var load = new WitnessLoad(cluster.Client, grains: 100);
        await load.MoreAsync(500);
        for (var i = 0; i < changes; i++)
        {
            await change(cluster);
            await load.MoreAsync(500);
        }

        await load.StopAsync();
        Assert.Empty(load.Failures);
        Assert.Empty(Witness.OverlapsOf(load.Keys));
        await load.CheckAsync();
    }
}
