using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Testing;

namespace Nusaloka.Runtime.Tests.Reminders;

/// <summary>Which ticks come and when. The embedded runtime's own: Orleans drops ticks that fall due while nobody serves them.</summary>
public sealed class ReminderServiceTests
{
    private static readonly TimeSpan Due = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(60);

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Reminder_TicksAtItsDueTime_ThenOnTheGridOfItsPeriod()
    {
        await using var cluster = await ReminderCluster.StartAsync();
        var key = Patience.NewName();
        await cluster.Grain(key).RegisterAsync("pay", Due, Period);

        cluster.AdvanceTo(2.999);
        await cluster.IdleAsync();
        Assert.Empty(Journal.Of(key));
        cluster.AdvanceTo(3);
        await cluster.TickedAsync(key, "pay 3");
        cluster.AdvanceTo(63);
        await cluster.TickedAsync(key, "pay 3", "pay 63");
        cluster.AdvanceTo(123);
        await cluster.TickedAsync(key, "pay 3", "pay 63", "pay 123");

        Assert.All(ReminderGrain.Statuses[key], status => Assert.Equal((ReminderCluster.Epoch + Due, Period), (status.FirstTickTime, status.Period)));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Reminder_DueAtOnce_TicksAtOnce()
    {
        await using var cluster = await ReminderCluster.StartAsync();
        var key = Patience.NewName();

        await cluster.Grain(key).RegisterAsync("pay", TimeSpan.Zero, Period);

        await cluster.TickedAsync(key, "pay 0");
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task TicksMissedWhileNobodyServed_ComeOnceAndLate_ThenTheGridGoesOn()
    {
        await using var cluster = await ReminderCluster.StartAsync();
        var key = Patience.NewName();
        await cluster.Grain(key).RegisterAsync("pay", Due, Period);
        await cluster.StopSilosAsync();

        cluster.AdvanceTo(200);
        await cluster.StartSilosAsync(1);

        await cluster.TickedAsync(key, "pay 200");
        cluster.AdvanceTo(242);
        await cluster.IdleAsync();
        cluster.AdvanceTo(243);
        await cluster.TickedAsync(key, "pay 200", "pay 243");
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task TickThatWasTaken_DoesNotComeAgainAfterARestart()
    {
        await using var cluster = await ReminderCluster.StartAsync();
        var key = Patience.NewName();
        await cluster.Grain(key).RegisterAsync("pay", Due, Period);
        cluster.AdvanceTo(3);
        await cluster.TickedAsync(key, "pay 3");

        await cluster.StopSilosAsync();
        cluster.AdvanceTo(10);
        await cluster.StartSilosAsync(1);
        await Eventually.EqualAsync("the reminder to be served", 1, () => Task.FromResult(ReminderCluster.StatisticsOf(cluster.Silos.Silos[0]).Served));
        await cluster.IdleAsync();

        Assert.Equal(["pay 3"], Journal.Of(key));
        Assert.Equal(63, (await cluster.DueSecondsAsync())["pay"]);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task UpdatedReminder_KeepsItsNewTimesOnly()
    {
        await using var cluster = await ReminderCluster.StartAsync();
        var key = Patience.NewName();
        await cluster.Grain(key).RegisterAsync("pay", Due, Period);

        await cluster.Grain(key).RegisterAsync("pay", TimeSpan.FromSeconds(10), 2 * Period);
        cluster.AdvanceTo(9);
        await cluster.IdleAsync();
        Assert.Empty(Journal.Of(key));
        cluster.AdvanceTo(10);
        await cluster.TickedAsync(key, "pay 10");
        cluster.AdvanceTo(130);

        await cluster.TickedAsync(key, "pay 10", "pay 130");
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task UnregisteredReminder_TicksNoMore_AndTheHandleOfItsRegistrationStaysGood()
    {
        await using var cluster = await ReminderCluster.StartAsync();
        var (key, other) = (Patience.NewName(), Patience.NewName());
        var grain = cluster.Grain(key);
        await grain.RegisterAsync("pay", Due, Period);
        await cluster.Grain(other).RegisterAsync("pay", Due, Period);
        cluster.AdvanceTo(3);
        await cluster.TickedAsync(key, "pay 3");
        await cluster.TickedAsync(other, "pay 3");

        await grain.UnregisterAsync("pay");
        cluster.AdvanceTo(63);
        await cluster.TickedAsync(other, "pay 3", "pay 63");

        Assert.Equal(["pay 3"], Journal.Of(key));
        Assert.False(await grain.HasAsync("pay"));
        Assert.Empty(await grain.NamesAsync());
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task ReminderUnregisteredInItsTick_IsGone()
    {
        await using var cluster = await ReminderCluster.StartAsync();
        var key = Patience.NewName();
        await cluster.Grain(key).RegisterAsync("once", Due, Period);

        cluster.AdvanceTo(3);
        await cluster.TickedAsync(key, "once 3");

        Assert.Empty(await cluster.DueSecondsAsync());
        Assert.Equal(0, ReminderCluster.StatisticsOf(cluster.Silos.Silos[0]).Served);
        Assert.Equal(0, cluster.Table.Advances);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task ReminderRemovedElsewhere_DoesNotTick()
    {
        await using var cluster = await ReminderCluster.StartAsync();
        var (key, other) = (Patience.NewName(), Patience.NewName());
        await cluster.Grain(key).RegisterAsync("pay", Due, Period);
        await cluster.Grain(other).RegisterAsync("pay", Due, Period);
        var row = (await cluster.Table.ReadRow(cluster.Grain(key).GetGrainId(), "pay"))!;

        Assert.True(await cluster.Table.RemoveRow(row.GrainId, "pay", row.ETag!));
        cluster.AdvanceTo(3);
        await cluster.TickedAsync(other, "pay 3");

        Assert.Empty(Journal.Of(key));
        Assert.Equal(1, ReminderCluster.StatisticsOf(cluster.Silos.Silos[0]).Served);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task ReminderTickedElsewhere_WaitsForItsNextTime()
    {
        await using var cluster = await ReminderCluster.StartAsync();
        var key = Patience.NewName();
        await cluster.Grain(key).RegisterAsync("pay", Due, Period);
        var row = (await cluster.Table.ReadRow(cluster.Grain(key).GetGrainId(), "pay"))!;

        await cluster.Table.AdvanceRowsAsync([(row, row.StartAt, row.StartAt + Period)]);
        cluster.AdvanceTo(3);
        await cluster.IdleAsync();
        Assert.Empty(Journal.Of(key));
        cluster.AdvanceTo(63);

        await cluster.TickedAsync(key, "pay 63");
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task ManyRemindersDueAtOnce_ComeInBoundedNumbers()
    {
        const int Reminders = 700;
        const int MaxTicking = 256;
        await using var cluster = await ReminderCluster.StartAsync();
        var keys = Enumerable.Range(0, Reminders).Select(_ => Patience.NewName()).ToList();
        await Task.WhenAll(keys.Select(key => cluster.Grain(key).RegisterAsync("gate", Due, Period)));

        cluster.AdvanceTo(3);
        await Eventually.EqualAsync("as many ticks as may be", MaxTicking, () => Task.FromResult(Ticked(keys)));
        Assert.Equal(MaxTicking, ReminderCluster.StatisticsOf(cluster.Silos.Silos[0]).Ticking);
        foreach (var key in keys) Gate.Named(key).Open();

        await Eventually.EqualAsync("all ticks", Reminders, () => Task.FromResult(Ticked(keys)));
        await cluster.IdleAsync();
        Assert.Equal(Reminders, keys.Sum(key => Journal.Of(key).Count));
        // Some at least were recorded together.
        Assert.InRange(cluster.Table.Advances, 1, Reminders - 1);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Statistics_TellHowManyAreServedAndTheNextTime()
    {
        await using var cluster = await ReminderCluster.StartAsync();
        var key = Patience.NewName();
        await cluster.Grain(key).RegisterAsync("later", 2 * Due, Period);
        await cluster.Grain(key).RegisterAsync("sooner", Due, Period);

        var statistics = ReminderCluster.StatisticsOf(cluster.Silos.Silos[0]);

        Assert.Equal((2, 0, ReminderCluster.Epoch + Due), (statistics.Served, statistics.Ticking, statistics.NextDueAt));
    }

    private static int Ticked(IEnumerable<string> keys) => keys.Count(key => Journal.Of(key).Count > 0);
}
