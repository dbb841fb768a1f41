using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Testing;

namespace Nusaloka.Runtime.Tests.Reminders;

/// <summary>Grains that fail, a table that is away, silos that come and go: late is allowed, never is not.</summary>
public sealed class ReminderFailureTests
{
    private static readonly TimeSpan Due = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(60);

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task FailingTick_IsTriedAgainSoon_AndTheGridStays()
    {
        await using var cluster = await ReminderCluster.StartAsync();
        var key = Patience.NewName();
        ReminderGrain.FailuresLeft[key] = 2;
        await cluster.Grain(key).RegisterAsync("pay", Due, Period);

        cluster.AdvanceTo(3);
        await cluster.TickedAsync(key, "pay 3");
        cluster.AdvanceTo(4);
        await cluster.TickedAsync(key, "pay 3", "pay 4");
        Assert.Equal(3, (await cluster.DueSecondsAsync())["pay"]);
        cluster.AdvanceTo(6);
        await cluster.TickedAsync(key, "pay 3", "pay 4", "pay 6");

        Assert.Equal(63, (await cluster.DueSecondsAsync())["pay"]);
        cluster.AdvanceTo(63);
        await cluster.TickedAsync(key, "pay 3", "pay 4", "pay 6", "pay 63");
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task TableAway_WhenATickIsDue_MakesItLate()
    {
        await using var cluster = await ReminderCluster.StartAsync();
        var key = Patience.NewName();
        await cluster.Grain(key).RegisterAsync("pay", Due, Period);

        cluster.Table.IsAway = true;
        cluster.AdvanceTo(3);
        await FailedAsync(cluster, 1);
        Assert.Empty(Journal.Of(key));
        cluster.Table.IsAway = false;
        await AdvanceUntilAsync(cluster, "the tick", () => Journal.Of(key).Count > 0);
        await cluster.IdleAsync();

        Assert.Single(Journal.Of(key));
        Assert.Equal(63, (await cluster.DueSecondsAsync())["pay"]);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task TableAway_WhenTheSiloStarts_DoesNotHoldItUp()
    {
        await using var cluster = await ReminderCluster.StartAsync();
        var key = Patience.NewName();
        await cluster.Grain(key).RegisterAsync("pay", Due, Period);
        await cluster.StopSilosAsync();
        cluster.AdvanceTo(100);

        cluster.Table.IsAway = true;
        await cluster.StartSilosAsync(1);
        Assert.NotEmpty(await cluster.Grain(key).WhereAsync());
        await FailedAsync(cluster, 1);
        cluster.Table.IsAway = false;
        await AdvanceUntilAsync(cluster, "the tick", () => Journal.Of(key).Count > 0);
        await cluster.IdleAsync();

        Assert.Single(Journal.Of(key));
        Assert.Equal(123, (await cluster.DueSecondsAsync())["pay"]);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task TickThatCannotBeRecorded_IsRecordedLater_AndDoesNotComeTwice()
    {
        await using var cluster = await ReminderCluster.StartAsync();
        var key = Patience.NewName();
        await cluster.Grain(key).RegisterAsync("pay", Due, Period);

        cluster.Table.RefusesTicks = true;
        cluster.AdvanceTo(3);
        await FailedAsync(cluster, 1);
        Assert.Equal(["pay 3"], Journal.Of(key));
        cluster.Table.RefusesTicks = false;
        await AdvanceUntilAsync(cluster, "the tick to be recorded", () => cluster.Table.Advances == 1);
        await cluster.IdleAsync();

        Assert.Equal(["pay 3"], Journal.Of(key));
        Assert.Equal(63, (await cluster.DueSecondsAsync())["pay"]);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task TickThatWasNotRecordedWhenItsSiloDied_ComesAgain()
    {
        await using var cluster = await ReminderCluster.StartAsync(silos: 2);
        var key = Patience.NewName();
        await cluster.Grain(key).RegisterAsync("pay", Due, Period);
        var home = await cluster.Grain(key).WhereAsync();

        cluster.Table.RefusesTicks = true;
        cluster.AdvanceTo(3);
        await FailedAsync(cluster, 1);
        var kill = cluster.Silos.KillSiloAsync(cluster.Silos.Silos.Single(silo => silo.SiloAddress.ToString() == home));
        await AdvanceUntilAsync(cluster, "the silo to give up", () => kill.IsCompleted);
        cluster.Table.RefusesTicks = false;

        await AdvanceUntilAsync(cluster, "the other silo to tick", () => cluster.Table.Advances == 1);
        await cluster.IdleAsync();
        // More often, if the other silo was there before ticks were recorded again.
        Assert.InRange(Journal.Of(key).Count, 2, int.MaxValue);
        Assert.Equal(63, (await cluster.DueSecondsAsync())["pay"]);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task KilledSilo_LeavesItsRemindersToTheOthers()
    {
        await using var cluster = await ReminderCluster.StartAsync(silos: 2);
        var keys = Enumerable.Range(0, 20).Select(_ => Patience.NewName()).ToList();
        foreach (var key in keys) await cluster.Grain(key).RegisterAsync("pay", Due, Period);
        Assert.All(cluster.Silos.Silos, silo => Assert.InRange(ReminderCluster.StatisticsOf(silo).Served, 1, 19));

        await cluster.Silos.KillSiloAsync(cluster.Silos.Silos[0]);
        var survivor = ReminderCluster.StatisticsOf(Assert.Single(cluster.Silos.Silos));
        await Eventually.EqualAsync("the survivor to serve all", 20, () => Task.FromResult(survivor.Served));
        cluster.AdvanceTo(3);

        foreach (var key in keys) await cluster.TickedAsync(key, "pay 3");
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task JoiningSilo_TakesItsRemindersOver_AndEachTicksOnce()
    {
        await using var cluster = await ReminderCluster.StartAsync();
        var keys = Enumerable.Range(0, 20).Select(_ => Patience.NewName()).ToList();
        foreach (var key in keys) await cluster.Grain(key).RegisterAsync("pay", Due, Period);

        var joined = ReminderCluster.StatisticsOf(await cluster.Silos.StartAdditionalSiloAsync());
        var first = ReminderCluster.StatisticsOf(cluster.Silos.Silos[0]);
        await Eventually.TrueAsync("the reminders to be shared out", () => joined.Served > 0 && first.Served + joined.Served == 20, () => $"{first.Served} and {joined.Served}.");
        cluster.AdvanceTo(3);
        foreach (var key in keys) await cluster.TickedAsync(key, "pay 3");
        cluster.AdvanceTo(63);

        foreach (var key in keys) await cluster.TickedAsync(key, "pay 3", "pay 63");
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task StoppingSilo_FinishesTheTicksUnderWay()
    {
        await using var cluster = await ReminderCluster.StartAsync();
        var key = Patience.NewName();
        await cluster.Grain(key).RegisterAsync("gate", Due, Period);
        cluster.AdvanceTo(3);
        await Gate.Named(key).ArrivalAsync();

        var stop = cluster.StopSilosAsync();
        Gate.Named(key).Open();
        await stop;

        Assert.Equal(63, (await cluster.DueSecondsAsync())["gate"]);
    }

    private static Task FailedAsync(ReminderCluster cluster, int attempts) =>
        Eventually.TrueAsync($"{attempts} failed attempts on the table", () => cluster.Table.Failed >= attempts);

    /// <summary>Retries come after pauses that double from a second; the clock creeps on so that none is jumped over.</summary>
    private static Task AdvanceUntilAsync(ReminderCluster cluster, string what, Func<bool> condition) =>
        Eventually.TrueAsync(what, () =>
        {
            if (!condition()) cluster.Time.Advance(TimeSpan.FromMilliseconds(50));
            return condition();
        });
}
