using Nusaloka.Runtime.Conformance.Clusters;
using Nusaloka.Runtime.Conformance.Silo.Activation;
using Nusaloka.Runtime.Conformance.Silo.Hosting;
using Nusaloka.Runtime.Conformance.Silo.Observation;
using Nusaloka.Runtime.Conformance.Silo.Reminders;
using Nusaloka.Runtime.Conformance.Silo.Storage;
using Nusaloka.Testing;

namespace Nusaloka.Runtime.Conformance.Membership;

/// <summary>Silos come and go. Each kind has a cluster of its own for it; what a test started is gone when it ends.</summary>
public abstract class ClusterChangeTests(TestCluster cluster) : ConformanceTest(cluster)
{
    private const int Ledgers = 30;

    [Fact(Timeout = 2 * TestCluster.TestMilliseconds)]
    public async Task JoinThenLeave_UnderLoad_LosesNoCall()
    {
        var load = new LedgerLoad(Enumerable.Range(0, Ledgers).Select(_ => NewGrain<ILedgerGrain>()));
        await load.ProgressAsync(3);

        var silo = await Cluster.StartSiloAsync();
        await NewGrainOnAsync<ILifeGrain>(silo);
        await load.ProgressAsync(3);
        await Cluster.StopSiloAsync(silo);
        await load.ProgressAsync(3);

        await load.EndAsync();
        Assert.Empty(load.Failures);
    }

    [Fact(Timeout = 2 * TestCluster.TestMilliseconds)]
    public async Task JoinThenLeave_WhileGrainsAreCalled_NeverHasTwoActivationsOfOne()
    {
        var grains = Enumerable.Range(0, 40).Select(_ => NewGrain<ILifeGrain>()).ToList();
        await Task.WhenAll(grains.Select(grain => grain.TouchAsync()));

        var silo = await Cluster.StartSiloAsync();
        await NewGrainOnAsync<ILifeGrain>(silo);
        await Task.WhenAll(grains.Select(grain => grain.TouchAsync()));
        await Cluster.StopSiloAsync(silo);
        await Task.WhenAll(grains.Select(grain => grain.TouchAsync()));

        foreach (var grain in grains)
        {
            var journal = await Journal.ReadAsync(grain.GetPrimaryKeyString());
            Assert.Equal(3, journal.Count(static entry => entry == "touch"));
            var lives = journal.Where(static entry => entry != "touch").ToList();
            Assert.All(lives.Index(), life => Assert.StartsWith(life.Index % 2 == 0 ? "activate" : "deactivate", life.Item, StringComparison.Ordinal));
        }
    }

    [Fact(Timeout = 2 * TestCluster.TestMilliseconds)]
    public async Task Leave_FinishesWhatRuns_AndDeactivatesItsGrains()
    {
        var silo = await Cluster.StartSiloAsync();
        var (busy, idle) = (await NewGrainOnAsync<ILifeGrain>(silo), await NewGrainOnAsync<ILifeGrain>(silo));
        var gate = NewName();
        var running = busy.WaitAsync(gate);
        await Gates.ArrivalsAsync(gate);

        var leave = Cluster.StopSiloAsync(silo);
        await Eventually.TrueAsync("the end of the idle grain", async () => await HasEndedAsync(idle));
        await Gates.OpenAsync(gate);

        await running;
        await leave;
        Assert.True(await HasEndedAsync(busy));
        Assert.NotEqual(silo, await busy.WhereAsync());
    }

    // Orleans takes several missed probes, some seconds apart, to call a silo dead.
    [Fact(Timeout = 2 * TestCluster.TestMilliseconds)]
    public async Task KilledSilo_FailsItsCalls_AndItsGrainsLiveOnElsewhere()
    {
        var silo = await Cluster.StartSiloAsync();
        var (grain, ledger, gate) = (await NewGrainOnAsync<ILifeGrain>(silo), await NewGrainOnAsync<ILedgerGrain>(silo), NewName());
        await ledger.AddAsync(42);
        var running = grain.WaitAsync(gate);
        await Gates.ArrivalsAsync(gate);

        await Cluster.KillSiloAsync(silo);

        // Orleans does not tell a client that a silo took its call along; the call ends in its timeout.
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => running);
        Assert.True(failure is SiloUnavailableException or TimeoutException, failure.ToString());
        await Eventually.TrueAsync("the grain's life on another silo", async () => await WhereOrNowhereAsync(grain) is { } home && home != silo, within: TimeSpan.FromSeconds(60));
        Assert.Equal(42, await ledger.GetAsync());
        Assert.Equal(43, await ledger.AddAsync(1));
    }

    [Fact(Timeout = 2 * TestCluster.TestMilliseconds)]
    public async Task KilledSilo_UnderLoad_LosesNoAnsweredWrite_AndGrainsElsewhereGoOn()
    {
        var silo = await Cluster.StartSiloAsync();
        var elsewhere = new List<ILedgerGrain>();
        while (elsewhere.Count < 10)
        {
            if (NewGrain<ILedgerGrain>() is var ledger && await ledger.WhereAsync() != silo) elsewhere.Add(ledger);
        }

        var there = new List<ILedgerGrain>();
        while (there.Count < 10) there.Add(await NewGrainOnAsync<ILedgerGrain>(silo));
        var (survivors, victims) = (new LedgerLoad(elsewhere), new LedgerLoad(there));
        await survivors.ProgressAsync(3);
        await victims.ProgressAsync(3);

        await Cluster.KillSiloAsync(silo);
        await survivors.ProgressAsync(3);
        await victims.ProgressAsync(3);

        await survivors.EndAsync();
        await victims.EndAsync();
        // With Orleans a client may have talked to the others through the silo that died.
        Assert.All(survivors.Failures, static failure => Assert.True(
            failure is SiloUnavailableException or TimeoutException or OrleansMessageRejectionException, failure.ToString()));
    }

    [Fact(Timeout = 2 * TestCluster.TestMilliseconds)]
    public async Task Reminders_OfAKilledSilo_TickOnElsewhere()
    {
        var silo = await Cluster.StartSiloAsync();
        var grain = await NewGrainOnAsync<IReminderGrain>(silo);
        var key = grain.GetPrimaryKeyString();
        await grain.RegisterAsync("tea", TimeSpan.Zero, ConformanceHost.MinimumReminderPeriod);
        await Journal.UntilAsync(key, "remind tea");

        await Cluster.KillSiloAsync(silo);
        var before = (await Journal.ReadAsync(key)).Count;

        await Eventually.TrueAsync("ticks after the silo was killed", async () => (await Journal.ReadAsync(key)).Count > before + 1, within: TimeSpan.FromSeconds(60));
        Assert.NotEqual(silo, await grain.WhereAsync());
        await grain.UnregisterAsync("tea");
    }

    private static async Task<string?> WhereOrNowhereAsync(ILocatedGrain grain)
    {
        try
        {
            return await grain.WhereAsync();
        }
        catch (Exception exception) when (exception is SiloUnavailableException or TimeoutException)
        {
            return null;
        }
    }

    private async Task<bool> HasEndedAsync(ILifeGrain grain) =>
        (await Journal.ReadAsync(grain.GetPrimaryKeyString())).Any(static entry => entry.StartsWith("deactivate", StringComparison.Ordinal));

    /// <summary>A grain on that silo, once it has grains at all.</summary>
    private async Task<TGrain> NewGrainOnAsync<TGrain>(string silo)
        where TGrain : ILocatedGrain
    {
        var grain = NewGrain<TGrain>();
        await Eventually.TrueAsync($"a new grain to be placed on {silo}", async () => await WhereOrNowhereAsync(grain = NewGrain<TGrain>()) == silo);
        return grain;
    }

    public sealed class FromOneSilo(OneSilo cluster) : ClusterChangeTests(cluster), IClassFixture<OneSilo>;

    public sealed class FromThreeSilos(ThreeSilos cluster) : ClusterChangeTests(cluster), IClassFixture<ThreeSilos>;

    public sealed class FromThreeProcesses(ThreeProcesses cluster) : ClusterChangeTests(cluster), IClassFixture<ThreeProcesses>;
}
