using Nusaloka.Runtime.Conformance.Clusters;
using Nusaloka.Runtime.Conformance.Silo.Storage;
using Orleans.Storage;

namespace Nusaloka.Runtime.Conformance.Storage;

public abstract class PersistentStateTests(TestCluster cluster) : ConformanceTest(cluster)
{
    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task State_BeforeTheFirstWrite_IsNewAndAbsent()
    {
        var grain = NewGrain<ILedgerGrain>();

        Assert.Equal(0, await grain.GetAsync());
        Assert.Equal("nobody", await grain.GetNameAsync());
        Assert.False(await grain.ExistsAsync());
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task State_Written_IsThereAfterReactivation()
    {
        var grain = NewGrain<ILedgerGrain>();
        await grain.AddAsync(40);
        await grain.AddAsync(2);
        await grain.RenameAsync("Sari");

        await grain.DeactivateAsync();

        Assert.Equal(42, await grain.GetAsync());
        Assert.Equal("Sari", await grain.GetNameAsync());
        Assert.True(await grain.ExistsAsync());
        Assert.Equal(43, await grain.AddAsync(1));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task State_Cleared_StartsAnew()
    {
        var grain = NewGrain<ILedgerGrain>();
        await grain.AddAsync(40);

        await grain.ClearAsync();

        Assert.False(await grain.ExistsAsync());
        Assert.Equal(5, await grain.AddAsync(5));
        await grain.DeactivateAsync();
        Assert.Equal(5, await grain.GetAsync());
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task State_ReadAgain_IsWhatIsStored()
    {
        var grain = NewGrain<ILedgerGrain>();
        await grain.AddAsync(40);
        await WriteBehindAsync(grain, 100);

        Assert.Equal(40, await grain.GetAsync());
        Assert.Equal(100, await grain.RefreshAsync());
        Assert.Equal(101, await grain.AddAsync(1));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task StaleVersion_ThrowsAndTheNextActivationReadsWhatIsStored()
    {
        var grain = NewGrain<ILedgerGrain>();
        await grain.AddAsync(40);
        await WriteBehindAsync(grain, 100);

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.AddAsync(1));

        Assert.Equal(100, await grain.GetAsync());
        Assert.Equal(101, await grain.AddAsync(1));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task StaleVersion_OfAnotherGrain_LeavesItsCallerActive()
    {
        var (caller, stale) = await NewPairAsync<ILedgerGrain>();
        await stale.AddAsync(1);
        await WriteBehindAsync(stale, 100);

        await Assert.ThrowsAsync<InconsistentStateException>(() => caller.AddThroughAsync(stale.GetPrimaryKeyString(), 1));

        Assert.Equal(1, await caller.CountCallsAsync());
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task StorageFailure_ThatIsNotTheRuntimes_ArrivesWrapped()
    {
        var grain = Client.GetGrain<IForgetfulGrain>(NewName(), typeof(ForgetfulGrain).FullName);

        var exception = await Assert.ThrowsAsync<OrleansException>(() => grain.WriteAsync());

        Assert.Equal("The disk is gone.", Assert.IsType<IOException>(exception.InnerException).Message);
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task MissingStorage_FailsTheActivation()
    {
        var grain = Client.GetGrain<IForgetfulGrain>(NewName(), typeof(HomelessGrain).FullName);

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => grain.WriteAsync());

        // Orleans wraps what a constructor's argument threw.
        Assert.IsType<BadProviderConfigException>(failure.GetBaseException());
    }

    private Task WriteBehindAsync(ILedgerGrain grain, long balance) => NewGrain<IRivalGrain>().OverwriteAsync(grain.GetGrainId(), balance);

    [Collection(OneSilo.Tests)]
    public sealed class OnOneSilo(OneSilo cluster) : PersistentStateTests(cluster);

    [Collection(ThreeSilos.Tests)]
    public sealed class OnThreeSilos(ThreeSilos cluster) : PersistentStateTests(cluster);

    [Collection(ThreeProcesses.Tests)]
    public sealed class OnThreeProcesses(ThreeProcesses cluster) : PersistentStateTests(cluster);
}
