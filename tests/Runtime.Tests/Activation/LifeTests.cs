using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Activation;

public sealed class LifeTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task DeactivateOnIdle_EndsTheActivation_AndTheNextCallStartsAnother()
    {
        await using var cluster = await TestSilos.StartAsync();
        var key = Patience.NewName();
        var grain = cluster.Client.GetGrain<ILifeGrain>(key);
        await grain.TouchAsync();

        await grain.DeactivateAsync();

        Assert.Equal(1, await grain.TouchAsync());
        Assert.Equal(["activate", "touch", "deactivate ApplicationRequested", "activate", "touch"], Journal.Of(key));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Calls_ThatArriveWhileTheActivationEnds_AreServedByTheNext()
    {
        await using var cluster = await TestSilos.StartAsync();
        var key = LifeGrain.Slow + Patience.NewName();
        var grain = cluster.Client.GetGrain<ILifeGrain>(key);
        await grain.DeactivateAsync();
        await Gate.Named(key).ArrivalAsync();

        var calls = Enumerable.Range(0, 20).Select(_ => grain.TouchAsync()).ToList();
        Assert.DoesNotContain("touch", Journal.Of(key));
        Gate.Named(key).Open();

        // Each once; in which order calls move on to the next activation, Orleans leaves open.
        Assert.Equal(Enumerable.Range(1, 20), (await Task.WhenAll(calls)).Order());
        Assert.Equal(["activate", "deactivate ApplicationRequested", "activate"], Journal.Of(key).Where(entry => entry != "touch"));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Calls_QueuedBehindDeactivateOnIdle_AreServedByTheNext()
    {
        await using var cluster = await TestSilos.StartAsync();
        var key = Patience.NewName();
        var grain = cluster.Client.GetGrain<ILifeGrain>(key);
        var running = grain.WaitAsync(key);
        await Gate.Named(key).ArrivalAsync();

        var deactivation = grain.DeactivateAsync();
        var calls = Enumerable.Range(0, 5).Select(_ => grain.TouchAsync()).ToList();
        Gate.Named(key).Open();

        await Task.WhenAll(calls).WaitAsync(Patience.Limit);
        await Task.WhenAll(running, deactivation);
        Assert.Equal(5, Journal.Of(key).Count(entry => entry == "touch"));
        Assert.Equal(2, Journal.Of(key).Count(entry => entry == "activate"));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Call_WhileTheActivationHoldsItsThread_IsSentWithoutWaiting()
    {
        await using var cluster = await TestSilos.StartAsync();
        var key = LifeGrain.Busy + Patience.NewName();
        var grain = cluster.Client.GetGrain<ILifeGrain>(key);
        var first = grain.TouchAsync();
        await Gate.Named(key).ArrivalAsync();

        Task<int> second;
        try
        {
            second = await Task.Factory
                .StartNew(grain.TouchAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(Patience.Limit);
        }
        finally
        {
            Gate.Named(key).Open();
        }

        Assert.Equal(1, await first);
        Assert.Equal(2, await second);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Call_WhileTheDeactivationHoldsItsThread_IsSentWithoutWaiting()
    {
        await using var cluster = await TestSilos.StartAsync();
        var key = Patience.NewName() + LifeGrain.BusyEnd;
        var grain = cluster.Client.GetGrain<ILifeGrain>(key);
        await grain.DeactivateAsync();
        await Gate.Named(key).ArrivalAsync();

        Task<int> call;
        try
        {
            call = await Task.Factory
                .StartNew(grain.TouchAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(Patience.Limit);
        }
        finally
        {
            Gate.Named(key).Open();
        }

        Assert.Equal(1, await call);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task FailedActivation_TellsEveryCaller_AndIsTriedAgain()
    {
        await using var cluster = await TestSilos.StartAsync();
        var key = LifeGrain.Broken + Patience.NewName();
        var grain = cluster.Client.GetGrain<ILifeGrain>(key);

        await Assert.ThrowsAsync<InvalidDataException>(() => grain.TouchAsync());
        await Assert.ThrowsAsync<InvalidDataException>(() => grain.TouchAsync());
        Journal.Write(key, "mend");

        Assert.Equal(1, await grain.TouchAsync());
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task ManyCalls_WhileActivationsComeAndGo_AreEachAnsweredOnce()
    {
        await using var cluster = await TestSilos.StartAsync();
        var key = Patience.NewName();
        var grain = cluster.Client.GetGrain<ILifeGrain>(key);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await grain.TouchAsync();
                if (i % 10 == caller) await grain.DeactivateAsync();
            }
        })));

        Assert.Equal(800, Journal.Of(key).Count(entry => entry == "touch"));
        var lives = Journal.Of(key).Where(entry => entry != "touch").ToList();
        Assert.All(lives.Index(), life => Assert.Equal(life.Index % 2 == 0 ? "activate" : "deactivate ApplicationRequested", life.Item));
    }
}
