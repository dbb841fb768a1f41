using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Messaging;

public sealed class CallTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Call_WithArgumentsOfManyKinds_CarriesThem()
    {
        await using var cluster = await TestSilos.StartAsync();
        var time = new DateTimeOffset(2026, 8, 17, 10, 0, 0, TimeSpan.FromHours(7));

        var joined = await cluster.Client.GetGrain<ICallGrain>("a").JoinAsync("x", -1, 2.5m, Guid.Empty, time, null, ["p", "q"]);

        Assert.Equal($"x -1 2.5 {Guid.Empty} 2026-08-17T10:00:00.0000000+07:00 False p+q", joined);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Call_OfAValueTaskMethod_Answers()
    {
        await using var cluster = await TestSilos.StartAsync();
        var grain = cluster.Client.GetGrain<ICallGrain>("a");

        await grain.SetAsync(7);

        Assert.Equal(7, await grain.GetAsync());
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Call_ByABaseInterface_ReachesTheSameGrain()
    {
        await using var cluster = await TestSilos.StartAsync();
        var grain = cluster.Client.GetGrain<ICallGrain>("a");

        Assert.Equal("here", await grain.EchoAsync("here"));
        Assert.Equal("there", await grain.AsReference<IEchoer>().EchoAsync("there"));
        Assert.Equal(grain.GetGrainId(), cluster.Client.GetGrain<IEchoer>("a").GetGrainId());
    }

    [Theory(Timeout = Patience.TestMilliseconds)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exception_OfTheGrain_ReachesTheCallerAsItWasThrown(bool atOnce)
    {
        await using var cluster = await TestSilos.StartAsync();
        var grain = cluster.Client.GetGrain<ICallGrain>("a");

        var exception = await Assert.ThrowsAsync<NoSuchAccountException>(() => atOnce ? grain.FailAtOnceAsync("no account 7") : grain.FailAsync("no account 7"));

        Assert.Equal("no account 7", exception.Message);
        Assert.Contains(atOnce ? nameof(ICallGrain.FailAtOnceAsync) : nameof(ICallGrain.FailAsync), exception.StackTrace, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Exception_ThroughAnotherGrain_KeepsItsType()
    {
        await using var cluster = await TestSilos.StartAsync();

        var exception = await Assert.ThrowsAsync<NoSuchAccountException>(() => cluster.Client.GetGrain<ICallGrain>("a").FailThroughAsync("b", "deep"));

        Assert.Equal("deep", exception.Message);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Call_WithoutAnswerInTime_ThrowsAndTheGrainGoesOn()
    {
        await using var cluster = await TestSilos.StartAsync(responseTimeout: TimeSpan.FromSeconds(1));
        var gate = Patience.NewName();
        var grain = cluster.Client.GetGrain<ICallGrain>(gate);

        await Assert.ThrowsAsync<TimeoutException>(() => grain.WaitAsync(gate));
        Gate.Named(gate).Open();

        Assert.Equal("back", await grain.EchoAsync("back"));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task OneWayCall_CompletesBeforeTheGrainDoes()
    {
        await using var cluster = await TestSilos.StartAsync();
        var gate = Patience.NewName();
        var grain = cluster.Client.GetGrain<ICallGrain>(gate);

        await grain.NotifyAsync(gate, fail: false);
        await Gate.Named(gate).ArrivalAsync();
        Gate.Named(gate).Open();

        Assert.Equal(1, await grain.GetAsync());
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task OneWayCall_ThatFails_HarmsNobody()
    {
        await using var cluster = await TestSilos.StartAsync();
        var gate = Patience.NewName();
        var grain = cluster.Client.GetGrain<ICallGrain>(gate);
        Gate.Named(gate).Open();

        await grain.NotifyAsync(gate, fail: true);

        Assert.Equal(0, await grain.GetAsync());
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Reference_OfTheSameGrain_IsEqual()
    {
        await using var cluster = await TestSilos.StartAsync();

        Assert.Equal(cluster.Client.GetGrain<ICallGrain>("a"), cluster.Client.GetGrain<ICallGrain>("a"));
        Assert.NotEqual(cluster.Client.GetGrain<ICallGrain>("a"), cluster.Client.GetGrain<ICallGrain>("b"));
        Assert.Equal("a", cluster.Client.GetGrain<ICallGrain>("a").GetPrimaryKeyString());
        Assert.Equal(GrainId.Create("call", "a"), cluster.Client.GetGrain<ICallGrain>("a").GetGrainId());
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Reference_ThatAGrainGivesOfItself_ReachesIt()
    {
        await using var cluster = await TestSilos.StartAsync();
        var grain = cluster.Client.GetGrain<ICallGrain>("a");
        await grain.SetAsync(7);

        var (typed, untyped) = await grain.GetReferencesAsync();

        Assert.Equal(7, await typed.GetAsync());
        Assert.Equal(grain.GetGrainId(), untyped);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Reference_OfAnInterfaceWithoutAClass_IsRefused()
    {
        await using var cluster = await TestSilos.StartAsync();

        Assert.Throws<ArgumentException>(() => cluster.Client.GetGrain<INobodyGrain>("a"));
    }
}
