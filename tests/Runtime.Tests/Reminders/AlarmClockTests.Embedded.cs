using Nusaloka.Runtime.Reminders;
using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Testing;

namespace Nusaloka.Runtime.Tests.Reminders;

public sealed class AlarmClockTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Sleep_WhenTheClockGoesOnWhileItsTimerIsSet_IsNotLongerByThat()
    {
        var clock = new ClockThatMoves();
        using var alarm = new AlarmClock(clock);
        var until = clock.GetUtcNow().UtcDateTime + (10 * Second);

        clock.MoveAtNextTimer = 9 * Second;
        await alarm.SleepUntilAsync(until, CancellationToken.None);
        var rest = alarm.SleepUntilAsync(until, CancellationToken.None);
        Assert.False(rest.IsCompleted);
        clock.Manual.Advance(Second);

        await rest;
        Assert.Equal(until, clock.GetUtcNow().UtcDateTime);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Sleep_WhenTheTimeComesWhileItsTimerIsSet_EndsAtOnce()
    {
        var clock = new ClockThatMoves();
        using var alarm = new AlarmClock(clock);
        var until = clock.GetUtcNow().UtcDateTime + Second;

        clock.MoveAtNextTimer = Second;
        await alarm.SleepUntilAsync(until, CancellationToken.None);

        Assert.Equal(until, clock.GetUtcNow().UtcDateTime);
    }

    /// <summary>A clock that goes on in the moment in which a timer is set, before it is.</summary>
    private sealed class ClockThatMoves : TimeProvider
    {
        public ManualTimeProvider Manual { get; } = new();

        public TimeSpan MoveAtNextTimer { get; set; }

        public override DateTimeOffset GetUtcNow() => Manual.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new Timer(this, Manual.CreateTimer(callback, state, dueTime, period));

        private sealed class Timer(ClockThatMoves clock, ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                clock.Manual.Advance(clock.MoveAtNextTimer);
                clock.MoveAtNextTimer = TimeSpan.Zero;
                return timer.Change(dueTime, period);
            }

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }
}
