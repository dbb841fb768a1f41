using Nusaloka.Runtime.Conformance.Clusters;
using Nusaloka.Runtime.Conformance.Silo.Hosting;
using Nusaloka.Runtime.Conformance.Silo.Reminders;

namespace Nusaloka.Runtime.Conformance.Reminders;

public abstract class ReminderTests(TestCluster cluster) : ConformanceTest(cluster)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Reminder_TicksWhenDue_AndEveryPeriod()
    {
        var grain = NewGrain<IReminderGrain>();

        await grain.RegisterAsync("tea", Soon, ConformanceHost.MinimumReminderPeriod);

        await Journal.UntilAsync(grain.GetPrimaryKeyString(), "remind tea", times: 3);
        await grain.UnregisterAsync("tea");
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Reminder_OfAGrainThatIsNotActive_ActivatesIt()
    {
        var grain = NewGrain<IReminderGrain>();
        await grain.RegisterAsync("tea", TimeSpan.FromSeconds(1), Hour);
        await grain.DeactivateAsync();
        await Journal.UntilAsync(grain.GetPrimaryKeyString(), "deactivate");

        await Journal.UntilAsync(grain.GetPrimaryKeyString(), "remind tea");

        Assert.Equal("tea", await grain.ListAsync());
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Reminder_RegisteredAgain_HasTheNewTimes()
    {
        var grain = NewGrain<IReminderGrain>();
        await grain.RegisterAsync("tea", Hour, Hour);

        await grain.RegisterAsync("tea", Soon, Hour);

        await Journal.UntilAsync(grain.GetPrimaryKeyString(), "remind tea");
        Assert.Equal("tea", await grain.ListAsync());
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Reminder_Unregistered_NeitherIsThereNorTicks()
    {
        var (grain, other) = (NewGrain<IReminderGrain>(), NewGrain<IReminderGrain>());
        await grain.RegisterAsync("tea", TimeSpan.FromSeconds(1), ConformanceHost.MinimumReminderPeriod);

        await grain.UnregisterAsync("tea");
        // Another one, which is due later, has been due.
        await other.RegisterAsync("bread", TimeSpan.FromSeconds(1), ConformanceHost.MinimumReminderPeriod);
        await Journal.UntilAsync(other.GetPrimaryKeyString(), "remind bread", times: 2);
        await other.UnregisterAsync("bread");

        Assert.False(await grain.HasAsync("tea"));
        Assert.Empty(await Journal.ReadAsync(grain.GetPrimaryKeyString()));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Reminders_OfOneGrain_AreApart()
    {
        var grain = NewGrain<IReminderGrain>();
        await grain.RegisterAsync("tea", Hour, Hour);
        await grain.RegisterAsync("bread", Soon, Hour);
        await grain.RegisterAsync("milk", Hour, Hour);

        await grain.UnregisterAsync("milk");
        await Journal.UntilAsync(grain.GetPrimaryKeyString(), "remind bread");

        Assert.Equal("bread tea", await grain.ListAsync());
        Assert.True(await grain.HasAsync("tea"));
        Assert.False(await grain.HasAsync("milk"));
        Assert.Equal(["remind bread"], await Journal.ReadAsync(grain.GetPrimaryKeyString()));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Tick_WhileARequestRuns_WaitsItsTurn()
    {
        var (grain, other, gate) = (NewGrain<IReminderGrain>(), NewGrain<IReminderGrain>(), NewName());
        var request = grain.RegisterAndWaitAsync("tea", Soon, Hour, gate);
        await Gates.ArrivalsAsync(gate);
        // Another one, which is due later, has been due.
        await other.RegisterAsync("bread", Soon, Hour);
        await Journal.UntilAsync(other.GetPrimaryKeyString(), "remind bread");

        await Gates.OpenAsync(gate);
        await request;

        await Journal.UntilAsync(grain.GetPrimaryKeyString(), "remind tea");
        Assert.Equal(["waited", "remind tea"], await Journal.ReadAsync(grain.GetPrimaryKeyString()));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task FailingTick_LeavesTheReminderThere()
    {
        var grain = NewGrain<IReminderGrain>();

        await grain.RegisterAsync(ReminderGrain.Failing, Soon, ConformanceHost.MinimumReminderPeriod);

        await Journal.UntilAsync(grain.GetPrimaryKeyString(), $"remind {ReminderGrain.Failing}", times: 2);
        Assert.True(await grain.HasAsync(ReminderGrain.Failing));
        await grain.UnregisterAsync(ReminderGrain.Failing);
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Period_BelowTheMinimum_IsRefused()
    {
        var grain = NewGrain<IReminderGrain>();

        await Assert.ThrowsAsync<ArgumentException>(() => grain.RegisterAsync("tea", Soon, ConformanceHost.MinimumReminderPeriod / 2));

        Assert.False(await grain.HasAsync("tea"));
    }

    [Collection(OneSilo.Tests)]
    public sealed class OnOneSilo(OneSilo cluster) : ReminderTests(cluster);

    [Collection(ThreeSilos.Tests)]
    public sealed class OnThreeSilos(ThreeSilos cluster) : ReminderTests(cluster);

    [Collection(ThreeProcesses.Tests)]
    public sealed class OnThreeProcesses(ThreeProcesses cluster) : ReminderTests(cluster);
}
