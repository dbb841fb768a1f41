using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Testing;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace Nusaloka.Runtime.Tests.Activation;

/// <summary>Idle activations by hand-driven time. Orleans reads part of this from the machine's clock.</summary>
public sealed class CollectionTests
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Quantum = TimeSpan.FromMinutes(1);

    private readonly ManualTimeProvider _time = new();

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Grain_ThatEndsItselfBeforeItTakesAnything_IsNotMadeAnewForEver()
    {
        await using var cluster = await TestSilos.StartAsync();
        var key = LifeGrain.Fleeting + Patience.NewName();

        var exception = await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => cluster.Client.GetGrain<ILifeGrain>(key).TouchAsync());

        Assert.Contains("did not run", exception.Message, StringComparison.Ordinal);
        // Once, and twice for being sent on (SiloMessagingOptions.MaxForwardCount).
        Assert.Equal(3, Journal.Of(key).Count(entry => entry == "activate"));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task IdleActivation_AfterTheCollectionAge_IsTakenDown()
    {
        await using var cluster = await StartAsync();
        var key = Patience.NewName();
        await cluster.Client.GetGrain<ILifeGrain>(key).TouchAsync();

        _time.Advance(Age - Quantum);
        Assert.DoesNotContain("deactivate ActivationIdle", Journal.Of(key));
        _time.Advance(2 * Quantum);

        await Journal.UntilAsync(key, "deactivate ActivationIdle");
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task UsedActivation_IsKept()
    {
        await using var cluster = await StartAsync();
        var (used, idle) = (Patience.NewName(), Patience.NewName());
        await cluster.Client.GetGrain<ILifeGrain>(used).TouchAsync();
        await cluster.Client.GetGrain<ILifeGrain>(idle).TouchAsync();

        _time.Advance(Age / 2);
        await cluster.Client.GetGrain<ILifeGrain>(used).TouchAsync();
        _time.Advance(Age / 2 + Quantum);

        await Journal.UntilAsync(idle, "deactivate ActivationIdle");
        Assert.Equal(3, await cluster.Client.GetGrain<ILifeGrain>(used).TouchAsync());
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task DelayedDeactivation_IsHonouredUntilItsEnd()
    {
        await using var cluster = await StartAsync();
        var (delayed, idle) = (Patience.NewName(), Patience.NewName());
        await cluster.Client.GetGrain<ILifeGrain>(delayed).DelayAsync(3 * Age);
        await cluster.Client.GetGrain<ILifeGrain>(idle).TouchAsync();

        _time.Advance(2 * Age);
        await Journal.UntilAsync(idle, "deactivate ActivationIdle");
        Assert.Equal(["activate"], Journal.Of(delayed));
        _time.Advance(2 * Age);

        await Journal.UntilAsync(delayed, "deactivate ActivationIdle");
    }

    private Task<InProcessTestCluster> StartAsync() => TestSilos.StartAsync(silo: silo =>
    {
        silo.Services.AddSingleton<TimeProvider>(_time);
        silo.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionAge = Age;
            options.CollectionQuantum = Quantum;
        });
    });
}
