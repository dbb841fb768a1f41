using Nusaloka.Runtime.Conformance.Clusters;
using Nusaloka.Runtime.Conformance.Silo.Activation;
using Nusaloka.Testing;

namespace Nusaloka.Runtime.Conformance.Activation;

public abstract class SingleActivationTests(TestCluster cluster) : ConformanceTest(cluster)
{
    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Grain_CalledFromEverywhereAtOnce_IsActivatedOnce()
    {
        var key = NewName();
        var callers = Enumerable.Range(0, 20).Select(_ => NewGrain<ILifeGrain>()).ToList();
        await Task.WhenAll(callers.Select(caller => caller.WhereAsync()));

        var touches = await Task.WhenAll(
            callers.Select(caller => caller.TouchThroughAsync(key)).Append(Client.GetGrain<ILifeGrain>(key).TouchAsync()));

        Assert.Equal(Enumerable.Range(1, callers.Count + 1), touches.Order());
        Assert.Single(await Journal.ReadAsync(key), "activate");
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Grains_StayWhereTheyAre_WhoeverCallsThem()
    {
        var grains = Enumerable.Range(0, 100).Select(_ => NewGrain<ILifeGrain>()).ToList();
        var caller = NewGrain<ILifeGrain>();

        var first = await Task.WhenAll(grains.Select(grain => grain.WhereAsync()));
        await Task.WhenAll(grains.Select(grain => caller.TouchThroughAsync(grain.GetPrimaryKeyString())));
        var second = await Task.WhenAll(grains.Select(grain => grain.WhereAsync()));

        Assert.Equal(first, second);
        foreach (var grain in grains) Assert.Equal(["activate", "touch"], await Journal.ReadAsync(grain.GetPrimaryKeyString()));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Grains_AreSpreadOverTheSilos()
    {
        var silos = new HashSet<string>();

        await Eventually.TrueAsync("grains on every silo", async () => silos.Add(await NewGrain<ILifeGrain>().WhereAsync()) && silos.Count == Cluster.InitialSilos);

        Assert.Equal(Cluster.InitialSilos, silos.Count);
    }

    [Collection(OneSilo.Tests)]
    public sealed class OnOneSilo(OneSilo cluster) : SingleActivationTests(cluster);

    [Collection(ThreeSilos.Tests)]
    public sealed class OnThreeSilos(ThreeSilos cluster) : SingleActivationTests(cluster);

    [Collection(ThreeProcesses.Tests)]
    public sealed class OnThreeProcesses(ThreeProcesses cluster) : SingleActivationTests(cluster);
}
