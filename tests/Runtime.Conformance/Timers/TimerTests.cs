using Nusaloka.Runtime.Conformance.Clusters;
using Nusaloka.Runtime.Conformance.Silo.Timers;

namespace Nusaloka.Runtime.Conformance.Timers;

/// <summary>Timers by the machine's clock, which is all that a silo in another process has. When a timer ticks is judged by hand-driven time elsewhere.</summary>
public abstract class TimerTests(TestCluster cluster) : ConformanceTest(cluster)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Timer_TicksAgainAndAgain_BesideCalls()
    {
        var grain = NewGrain<ITimerGrain>();
        await grain.StartAsync(Soon, Soon);

        await Journal.UntilAsync(grain.GetPrimaryKeyString(), "tick", times: 2);
        await grain.TouchAsync();

        await Journal.UntilAsync(grain.GetPrimaryKeyString(), "tick", times: 4);
        await EndAsync(grain);
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Tick_WhileARequestRuns_WaitsItsTurn()
    {
        var (grain, gate) = (NewGrain<ITimerGrain>(), NewName());
        var request = grain.StartAndWaitAsync(Soon, gate);
        await Gates.ArrivalsAsync(gate);
        await UntilOthersTickAsync();

        await Gates.OpenAsync(gate);
        await request;

        await Journal.UntilAsync(grain.GetPrimaryKeyString(), "tick");
        Assert.Equal(["waited", "tick"], await Journal.ReadAsync(grain.GetPrimaryKeyString()));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Request_WhileATickRuns_WaitsItsTurn()
    {
        var (grain, gate) = (NewGrain<ITimerGrain>(), NewName());
        await grain.StartBlockingAsync(Soon, gate);
        await Gates.ArrivalsAsync(gate);

        var touch = grain.TouchAsync();
        await UntilOthersTickAsync();
        await Gates.OpenAsync(gate);
        await touch;

        Assert.Equal(["tick", "touch"], await Journal.ReadAsync(grain.GetPrimaryKeyString()));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task FailingTick_LeavesTheTimerRunning()
    {
        var grain = NewGrain<ITimerGrain>();

        await grain.StartFailingAsync(Soon, Soon);

        await Journal.UntilAsync(grain.GetPrimaryKeyString(), "tick", times: 3);
        await EndAsync(grain);
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Timer_ChangedByItsOwnTick_TicksAgain()
    {
        var grain = NewGrain<ITimerGrain>();

        await grain.StartChangingAsync(Soon, TimeSpan.Zero);

        await Journal.UntilAsync(grain.GetPrimaryKeyString(), "tick", times: 2);
        await EndAsync(grain);
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task DisposedTimer_NeverTicks()
    {
        var grain = NewGrain<ITimerGrain>();

        await grain.StartAndStopAsync(Soon, Soon);
        await UntilOthersTickAsync();
        await grain.TouchAsync();

        Assert.Equal(["touch"], await Journal.ReadAsync(grain.GetPrimaryKeyString()));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Deactivation_StopsTheTimers()
    {
        var grain = NewGrain<ITimerGrain>();
        await grain.StartAsync(Soon, Soon);
        await Journal.UntilAsync(grain.GetPrimaryKeyString(), "tick");

        await EndAsync(grain);
        await UntilOthersTickAsync();
        await grain.TouchAsync();

        Assert.Equal(["deactivate", "touch"], (await Journal.ReadAsync(grain.GetPrimaryKeyString())).SkipWhile(entry => entry == "tick"));
    }

    [Theory(Timeout = TestCluster.TestMilliseconds)]
    [InlineData(5, -5)]
    [InlineData(-5, 5)]
    [InlineData(5, 5_000_000)]
    public async Task Timer_WithTimesThatNoTimerHas_IsRefusedAtOnce(int dueSeconds, int periodSeconds) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => NewGrain<ITimerGrain>().StartAsync(TimeSpan.FromSeconds(dueSeconds), TimeSpan.FromSeconds(periodSeconds)));

    /// <summary>Timers that were set later than the one in question have ticked, several times.</summary>
    private async Task UntilOthersTickAsync()
    {
        var other = NewGrain<ITimerGrain>();
        await other.StartAsync(Soon, Soon);
        await Journal.UntilAsync(other.GetPrimaryKeyString(), "tick", times: 4);
        await EndAsync(other);
    }

    private async Task EndAsync(ITimerGrain grain)
    {
        await grain.DeactivateAsync();
        await Journal.UntilAsync(grain.GetPrimaryKeyString(), "deactivate");
    }

    [Collection(OneSilo.Tests)]
    public sealed class OnOneSilo(OneSilo cluster) : TimerTests(cluster);

    [Collection(ThreeSilos.Tests)]
    public sealed class OnThreeSilos(ThreeSilos cluster) : TimerTests(cluster);

    [Collection(ThreeProcesses.Tests)]
    public sealed class OnThreeProcesses(ThreeProcesses cluster) : TimerTests(cluster);
}
