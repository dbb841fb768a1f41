using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Runtime.Tests.Testing;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Nusaloka.Runtime.Tests.Storage;

public sealed class PersistentStateTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task State_BeforeTheFirstWrite_IsNewAndAbsent()
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Client.GetGrain<ILedgerGrain>("a");

        Assert.Equal(0, await grain.GetAsync());
        Assert.Equal("nobody", await grain.GetNameAsync());
        Assert.False(await grain.ExistsAsync());
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task State_Written_IsThereAfterReactivation()
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Client.GetGrain<ILedgerGrain>("a");
        await grain.AddAsync(40);
        await grain.AddAsync(2);
        await grain.RenameAsync("Sari");

        await grain.DeactivateAsync();

        Assert.Equal(42, await grain.GetAsync());
        Assert.Equal("Sari", await grain.GetNameAsync());
        Assert.True(await grain.ExistsAsync());
        Assert.Equal(43, await grain.AddAsync(1));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task State_Cleared_StartsAnew()
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Client.GetGrain<ILedgerGrain>("a");
        await grain.AddAsync(40);

        await grain.ClearAsync();

        Assert.False(await grain.ExistsAsync());
        Assert.Equal(5, await grain.AddAsync(5));
        await grain.DeactivateAsync();
        Assert.Equal(5, await grain.GetAsync());
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task StaleVersion_ThrowsAndTheNextActivationReadsWhatIsStored()
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Client.GetGrain<ILedgerGrain>("a");
        await grain.AddAsync(40);
        await WriteBehindAsync(cluster, grain, 100);

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.AddAsync(1));

        Assert.Equal(100, await grain.GetAsync());
        Assert.Equal(101, await grain.AddAsync(1));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task StaleVersion_OfAnotherGrain_LeavesItsCallerActive()
    {
        await using var cluster = await StartAsync();
        var (caller, stale) = (cluster.Client.GetGrain<ILedgerGrain>("caller"), cluster.Client.GetGrain<ILedgerGrain>("stale"));
        await stale.AddAsync(1);
        await WriteBehindAsync(cluster, stale, 100);

        await Assert.ThrowsAsync<InconsistentStateException>(() => caller.AddThroughAsync("stale", 1));

        Assert.Equal(1, await caller.CountCallsAsync());
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task StorageFailure_ThatIsNotTheRuntimes_ArrivesWrapped()
    {
        await using var cluster = await TestSilos.StartAsync(silo: silo =>
            silo.Services.AddGrainStorage(LedgerGrain.NameStorage, (_, _) => new FailingStorage()));

        var exception = await Assert.ThrowsAsync<OrleansException>(() => cluster.Client.GetGrain<ILedgerGrain>("a").RenameAsync("Sari"));

        Assert.IsType<IOException>(exception.InnerException);
        Assert.Equal("nobody", await cluster.Client.GetGrain<ILedgerGrain>("b").GetNameAsync());
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task MissingStorage_FailsTheActivation()
    {
        await using var cluster = await TestSilos.StartAsync();

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => cluster.Client.GetGrain<ILedgerGrain>("a").GetAsync());

        // Orleans wraps what a constructor's argument threw.
        Assert.IsType<BadProviderConfigException>(failure.GetBaseException());
    }

    private static Task<InProcessTestCluster> StartAsync() => TestSilos.StartAsync(silo: silo => silo.AddMemoryGrainStorage(LedgerGrain.NameStorage));

    private static async Task WriteBehindAsync(InProcessTestCluster cluster, ILedgerGrain grain, long balance)
    {
        var storage = cluster.GetSiloServiceProvider().GetRequiredKeyedService<IGrainStorage>("Default");
        var state = new GrainState<LedgerState>();
        await storage.ReadStateAsync("ledger", grain.GetGrainId(), state);
        state.State = new LedgerState { Balance = balance };
        await storage.WriteStateAsync("ledger", grain.GetGrainId(), state);
    }
}
