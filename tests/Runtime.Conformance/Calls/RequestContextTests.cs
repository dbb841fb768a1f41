using Nusaloka.Runtime.Conformance.Clusters;
using Nusaloka.Runtime.Conformance.Silo.Calls;

namespace Nusaloka.Runtime.Conformance.Calls;

public abstract class RequestContextTests(TestCluster cluster) : ConformanceTest(cluster)
{
    private static readonly Guid SomeId = Guid.Parse("0198a5c0-1111-7000-8000-00000000000a");

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Value_OfTheCaller_ReachesGrainsAndTheGrainsTheyCall()
    {
        var (one, other) = await NewPairAsync<ICallGrain>();
        RequestContext.Set("who", "Sari");

        Assert.Equal("Sari", await one.ReadContextAsync("who"));
        Assert.Equal("Sari", await one.ReadContextThroughAsync(other.GetPrimaryKeyString(), "who"));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Values_OfOtherTypes_ReachTheGrainAsTheyAre()
    {
        var grain = NewGrain<ICallGrain>();
        RequestContext.Set("number", 7);
        RequestContext.Set("amount", 7_000_000_000L);
        RequestContext.Set("id", SomeId);
        RequestContext.Set("truth", true);

        Assert.Equal(7, await grain.ReadContextAsync("number"));
        Assert.Equal(7_000_000_000L, await grain.ReadContextAsync("amount"));
        Assert.Equal(SomeId, await grain.ReadContextAsync("id"));
        Assert.Equal(true, await grain.ReadContextAsync("truth"));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Value_SetByAGrain_StaysInItsRequest()
    {
        var grain = NewGrain<ICallGrain>();

        await grain.ChangeContextAsync("who", "Budi");

        Assert.Null(RequestContext.Get("who"));
        Assert.Null(await grain.ReadContextAsync("who"));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Value_Removed_ReachesNobody()
    {
        RequestContext.Set("who", "Sari");

        Assert.True(RequestContext.Remove("who"));

        Assert.Null(await NewGrain<ICallGrain>().ReadContextAsync("who"));
        Assert.False(RequestContext.Remove("who"));
    }

    [Collection(OneSilo.Tests)]
    public sealed class OnOneSilo(OneSilo cluster) : RequestContextTests(cluster);

    [Collection(ThreeSilos.Tests)]
    public sealed class OnThreeSilos(ThreeSilos cluster) : RequestContextTests(cluster);

    [Collection(ThreeProcesses.Tests)]
    public sealed class OnThreeProcesses(ThreeProcesses cluster) : RequestContextTests(cluster);
}
