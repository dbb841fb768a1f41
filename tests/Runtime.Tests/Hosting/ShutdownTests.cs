using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Runtime.Tests.Activation;
using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Testing;

namespace Nusaloka.Runtime.Tests.Hosting;

public sealed class ShutdownTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Stop_FinishesWhatRunsAndWaits_AndDeactivatesEverything()
    {
        await using var cluster = await TestSilos.StartAsync();
        var silo = cluster.Silos[0];
        var factory = silo.ServiceProvider.GetRequiredService<IGrainFactory>();
        var (key, idle) = (Patience.NewName(), Patience.NewName());
        var grain = factory.GetGrain<ILifeGrain>(key);
        await factory.GetGrain<ILifeGrain>(idle).TouchAsync();
        var running = grain.WaitAsync(key);
        await Gate.Named(key).ArrivalAsync();
        var waiting = Enumerable.Range(0, 10).Select(_ => grain.TouchAsync()).ToList();

        var stop = silo.StopSiloAsync(stopGracefully: true);
        Assert.False(stop.IsCompleted);
        Gate.Named(key).Open();
        await stop;

        await running;
        await Task.WhenAll(waiting);
        Assert.Contains("deactivate ShuttingDown", Journal.Of(key));
        Assert.Contains("deactivate ShuttingDown", Journal.Of(idle));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Stop_OfOneOfTwoSilosUnderLoad_LosesNoCall()
    {
        await using var cluster = await TestSilos.StartAsync(silos: 2);
        const int grains = 50;
        const int callsPerGrain = 200;
        var keys = Enumerable.Range(0, grains).Select(_ => Patience.NewName()).ToList();
        var answered = 0;
        var callers = keys.Select(key => Task.Run(async () =>
        {
            for (var i = 0; i < callsPerGrain; i++)
            {
                await cluster.Client.GetGrain<ILifeGrain>(key).TouchAsync();
                Interlocked.Increment(ref answered);
                await Task.Yield();
            }
        })).ToList();
        await Eventually.TrueAsync("the load to build up", () => Volatile.Read(ref answered) > grains);

        await cluster.StopSiloAsync(cluster.Silos[1]);
        await Task.WhenAll(callers);

        Assert.All(keys, key => Assert.Equal(callsPerGrain, Journal.Of(key).Count(entry => entry == "touch")));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Stop_OfOneOfTwoSilos_WhileNewGrainsAreCalled_LosesNoCall()
    {
        await using var cluster = await TestSilos.StartAsync(silos: 2);
        var calls = new List<Task<int>>();

        // In one go, so that many activations are made but not yet begun when the silo gives them up.
        for (var i = 0; i < 5_000; i++) calls.Add(cluster.Client.GetGrain<ILifeGrain>(Patience.NewName()).TouchAsync());
        await cluster.StopSiloAsync(cluster.Silos[1]);

        Assert.All(await Task.WhenAll(calls).WaitAsync(Patience.Limit), touches => Assert.Equal(1, touches));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Call_AfterTheSiloStopped_IsRefused()
    {
        await using var cluster = await TestSilos.StartAsync();
        var factory = cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>();
        var grain = factory.GetGrain<ILifeGrain>(Patience.NewName());
        await cluster.StopSiloAsync(cluster.Silos[0]);

        await Assert.ThrowsAsync<SiloUnavailableException>(() => grain.TouchAsync());
    }
}
