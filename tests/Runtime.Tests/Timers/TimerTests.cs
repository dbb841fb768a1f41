using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Testing;
using Orleans.TestingHost;

namespace Nusaloka.Runtime.Tests.Timers;

public sealed class TimerTests
{
    private static readonly TimeSpan Due = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    // In the past: Orleans sets the age of activations by the machine's clock and refuses one that is behind the given clock.
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Timer_TicksAfterTheDueTime_ThenEveryPeriod()
    {
        await using var cluster = await StartAsync();
        var key = Patience.NewName();
        var grain = cluster.Client.GetGrain<ITimerGrain>(key);
        await grain.StartAsync(Due, Period);

        _time.Advance(Due - TimeSpan.FromSeconds(1));
        await grain.TouchAsync();
        Assert.Equal(0, Ticks(key));
        _time.Advance(TimeSpan.FromSeconds(1));
        await UntilTicksAsync(key, 1);

        for (var ticks = 2; ticks < 5; ticks++)
        {
            await grain.TouchAsync();
            _time.Advance(Period);
            await UntilTicksAsync(key, ticks);
        }
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Tick_WhileARequestRuns_WaitsItsTurn()
    {
        await using var cluster = await StartAsync();
        var key = Patience.NewName();
        var grain = cluster.Client.GetGrain<ITimerGrain>(key);
        await grain.StartAsync(Due, Timeout.InfiniteTimeSpan);
        var request = grain.WaitAsync(key);
        await Gate.Named(key).ArrivalAsync();

        _time.Advance(Due);
        var touch = grain.TouchAsync();
        Assert.Equal(0, Ticks(key));
        Gate.Named(key).Open();
        await Task.WhenAll(request, touch);

        Assert.Equal(["tick", "touch"], Journal.Of(key));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Request_WhileATickRuns_WaitsItsTurn()
    {
        await using var cluster = await StartAsync();
        var key = Patience.NewName();
        var grain = cluster.Client.GetGrain<ITimerGrain>(key);
        await grain.StartBlockingAsync(Due, key);
        _time.Advance(Due);
        await Gate.Named(key).ArrivalAsync();

        var touch = grain.TouchAsync();
        Assert.Equal(["tick"], Journal.Of(key));
        Gate.Named(key).Open();

        Assert.Equal(1, await touch);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task FailingTick_LeavesTheTimerRunning()
    {
        await using var cluster = await StartAsync();
        var key = Patience.NewName();
        var grain = cluster.Client.GetGrain<ITimerGrain>(key);
        await grain.StartFailingAsync(Due, Period);

        _time.Advance(Due);
        await UntilTicksAsync(key, 1);
        await grain.TouchAsync();
        _time.Advance(Period);

        await UntilTicksAsync(key, 2);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Timer_ChangedByItsOwnTick_TicksAtTheNewTime()
    {
        await using var cluster = await StartAsync();
        var key = Patience.NewName();
        var grain = cluster.Client.GetGrain<ITimerGrain>(key);
        await grain.StartChangingAsync(Due, TimeSpan.Zero);

        _time.Advance(Due);
        await UntilTicksAsync(key, 1);
        await grain.TouchAsync();
        _time.Advance(TimeSpan.Zero);

        await UntilTicksAsync(key, 2);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task DisposedTimer_TicksNoMore()
    {
        await using var cluster = await StartAsync();
        var key = Patience.NewName();
        var grain = cluster.Client.GetGrain<ITimerGrain>(key);
        await grain.StartAsync(Due, Period);

        await grain.StopAsync();
        _time.Advance(Due + Period);
        await grain.TouchAsync();

        Assert.Equal(["touch"], Journal.Of(key));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task TimerDisposedWhileItsTickWaits_DoesNotHoldUpTheSilosStop()
    {
        await using var cluster = await StartAsync();
        var key = Patience.NewName();
        var grain = cluster.Client.GetGrain<ITimerGrain>(key);
        await grain.StartAsync(Due, Period);
        var request = grain.StopBehindAsync(key);
        await Gate.Named(key).ArrivalAsync();
        _time.Advance(Due);

        var stop = cluster.StopSiloAsync(cluster.Silos[0]);
        Gate.Named(key).Open();
        await request;
        await stop.WaitAsync(Patience.Limit);

        Assert.Equal(["deactivate"], Journal.Of(key));
    }

    [Theory(Timeout = Patience.TestMilliseconds)]
    [InlineData(5, -5)]
    [InlineData(-5, 5)]
    [InlineData(5, 5_000_000)]
    public async Task Timer_WithTimesThatNoTimerHas_IsRefusedAtOnce(int dueSeconds, int periodSeconds)
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Client.GetGrain<ITimerGrain>(Patience.NewName());

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => grain.StartAsync(TimeSpan.FromSeconds(dueSeconds), TimeSpan.FromSeconds(periodSeconds)));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Deactivation_StopsTheTimers()
    {
        await using var cluster = await StartAsync();
        var key = Patience.NewName();
        var grain = cluster.Client.GetGrain<ITimerGrain>(key);
        await grain.StartAsync(Due, Period);

        await grain.DeactivateAsync();
        await Journal.UntilAsync(key, "deactivate");
        _time.Advance(Due + Period);
        await grain.TouchAsync();

        Assert.Equal(["deactivate", "touch"], Journal.Of(key));
    }

    private static int Ticks(string key) => Journal.Of(key).Count(entry => entry == "tick");

    private static Task UntilTicksAsync(string key, int count) => Eventually.TrueAsync($"{count} ticks", () => Ticks(key) >= count);

    private Task<InProcessTestCluster> StartAsync() => TestSilos.StartAsync(silo: silo => silo.Services.AddSingleton<TimeProvider>(_time));
}
