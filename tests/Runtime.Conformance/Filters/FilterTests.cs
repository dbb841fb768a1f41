using Nusaloka.Runtime.Conformance.Clusters;
using Nusaloka.Runtime.Conformance.Silo.Filters;

namespace Nusaloka.Runtime.Conformance.Filters;

public abstract class FilterTests(TestCluster cluster) : ConformanceTest(cluster)
{
    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Filters_OfCallerThenSiloThenGrain_RunInOrder() =>
        Assert.Equal("client(first(second(own(<hello>))))", await NewGrain<IFilteredGrain>().SayAsync("hello"));

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task OutgoingFilters_OfClientAndSilo_RunWhereTheCallLeaves()
    {
        var (one, other) = await NewPairAsync<IFilteredGrain>();

        Assert.Equal("client(first(second(own(silo(first(second(own(<x>))))))))", await one.SayThroughAsync(other.GetPrimaryKeyString(), "x"));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Filter_SeesTheCallAndMayChangeItsArguments()
    {
        var (one, other) = await NewPairAsync<IFilteredGrain>();

        var seen = await one.WitnessThroughAsync(other.GetPrimaryKeyString(), "x");

        Assert.Equal($"FilteredGrain filtered/{other.GetPrimaryKeyString()} filtered WitnessAsync FilteredGrain x changed", seen);
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Filter_SeesTheExceptionAndMayReplaceIt()
    {
        var replaced = await Assert.ThrowsAsync<NotSupportedException>(() => NewGrain<IFilteredGrain>().FailAsync());

        Assert.Equal("replaced", replaced.Message);
        Assert.Equal("It failed.", Assert.IsType<InvalidDataException>(replaced.InnerException).Message);
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Filter_MayRefuseTheCallBeforeTheGrain()
    {
        var refused = await Assert.ThrowsAsync<UnauthorizedAccessException>(() => NewGrain<IFilteredGrain>().RefuseAsync());

        Assert.Equal("refused", refused.Message);
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Filter_MaySetTheRequestContextOfTheCall() => Assert.Equal("Sari", await NewGrain<IFilteredGrain>().ReadContextAsync());

    [Collection(OneSilo.Tests)]
    public sealed class OnOneSilo(OneSilo cluster) : FilterTests(cluster);

    [Collection(ThreeSilos.Tests)]
    public sealed class OnThreeSilos(ThreeSilos cluster) : FilterTests(cluster);

    [Collection(ThreeProcesses.Tests)]
    public sealed class OnThreeProcesses(ThreeProcesses cluster) : FilterTests(cluster);
}
