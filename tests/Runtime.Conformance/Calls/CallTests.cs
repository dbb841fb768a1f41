using Nusaloka.Runtime.Conformance.Clusters;
using Nusaloka.Runtime.Conformance.Silo.Calls;

namespace Nusaloka.Runtime.Conformance.Calls;

public abstract class CallTests(TestCluster cluster) : ConformanceTest(cluster)
{
    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Call_WithArgumentsOfManyKinds_CarriesThem()
    {
        var time = new DateTimeOffset(2026, 8, 17, 10, 0, 0, TimeSpan.FromHours(7));

        var joined = await NewGrain<ICallGrain>().JoinAsync("x", -1, 2.5m, Guid.Empty, time, null, ["p", "q"]);

        Assert.Equal($"x -1 2.5 {Guid.Empty} 2026-08-17T10:00:00.0000000+07:00 False p+q", joined);
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Call_WithALongArgument_CarriesIt()
    {
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(static number => $"{number} "));

        Assert.Equal(text, await NewGrain<ICallGrain>().EchoAsync(text));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Call_OfAValueTaskMethod_Answers()
    {
        var grain = NewGrain<ICallGrain>();

        await grain.SetAsync(7);

        Assert.Equal(7, await grain.GetAsync());
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Call_ByABaseInterface_ReachesTheSameGrain()
    {
        var grain = NewGrain<ICallGrain>();

        Assert.Equal("here", await grain.EchoAsync("here"));
        Assert.Equal("there", await grain.AsReference<IEchoer>().EchoAsync("there"));
        Assert.Equal(grain.GetGrainId(), Client.GetGrain<IEchoer>(grain.GetPrimaryKeyString()).GetGrainId());
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Calls_OfManyCallersToManyGrains_AreEachAnsweredWithTheirOwn()
    {
        var grains = Enumerable.Range(0, 30).Select(_ => NewGrain<ICallGrain>()).ToList();

        var answers = await Task.WhenAll(Enumerable.Range(0, 3_000).Select(number => grains[number % grains.Count].EchoAsync($"{number}")));

        Assert.Equal(Enumerable.Range(0, 3_000).Select(static number => $"{number}"), answers);
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Call_WithoutAnswerInTime_ThrowsAndTheGrainGoesOn()
    {
        var (caller, grain) = await NewPairAsync<ICallGrain>();
        var gate = NewName();

        await Assert.ThrowsAsync<TimeoutException>(() => caller.WaitThroughAsync(grain.GetPrimaryKeyString(), gate));
        await Gates.OpenAsync(gate);

        Assert.Equal("back", await grain.EchoAsync("back"));
        Assert.Equal(1, await Gates.CountArrivalsAsync(gate));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task OneWayCall_CompletesBeforeTheGrainDoes()
    {
        var (grain, gate) = (NewGrain<ICallGrain>(), NewName());

        await grain.NotifyAsync(gate, fail: false);
        await Gates.ArrivalsAsync(gate);
        await Gates.OpenAsync(gate);

        Assert.Equal(1, await grain.GetAsync());
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task OneWayCall_ThatFails_HarmsNobody()
    {
        var (grain, gate) = (NewGrain<ICallGrain>(), NewName());
        await Gates.OpenAsync(gate);

        await grain.NotifyAsync(gate, fail: true);
        await Gates.ArrivalsAsync(gate);

        Assert.Equal(0, await grain.GetAsync());
    }

    [Fact]
    public void Reference_OfTheSameGrain_IsEqual()
    {
        Assert.Equal(Client.GetGrain<ICallGrain>("a"), Client.GetGrain<ICallGrain>("a"));
        Assert.NotEqual(Client.GetGrain<ICallGrain>("a"), Client.GetGrain<ICallGrain>("b"));
        Assert.Equal("a", Client.GetGrain<ICallGrain>("a").GetPrimaryKeyString());
        Assert.Equal(GrainId.Create("call", "a"), Client.GetGrain<ICallGrain>("a").GetGrainId());
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Reference_ThatAGrainGivesOfItself_ReachesIt()
    {
        var grain = NewGrain<ICallGrain>();
        await grain.SetAsync(7);

        var (typed, untyped) = await grain.GetReferencesAsync();

        Assert.Equal(7, await typed.GetAsync());
        Assert.Equal(grain.GetGrainId(), untyped);
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Reference_GivenToAnotherGrain_IsOneItCanCall()
    {
        var (one, other) = await NewPairAsync<ICallGrain>();

        Assert.Equal("hello", await one.EchoThroughAsync(other, "hello"));
    }

    [Fact]
    public void Reference_OfAnInterfaceWithoutAClass_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Client.GetGrain<INobodyGrain>("a"));

    [Collection(OneSilo.Tests)]
    public sealed class OnOneSilo(OneSilo cluster) : CallTests(cluster);

    [Collection(ThreeSilos.Tests)]
    public sealed class OnThreeSilos(ThreeSilos cluster) : CallTests(cluster);

    [Collection(ThreeProcesses.Tests)]
    public sealed class OnThreeProcesses(ThreeProcesses cluster) : CallTests(cluster);
}
