namespace Nusaloka.Runtime.Reminders;

/// <summary>Wakes one sleeper: at a time, or as soon as somebody rings. A ring while nobody sleeps ends the next sleep at once.</summary>
internal sealed class AlarmClock : IDisposable
{
    // What the system's timers can do is less than two months.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private static readonly TimeSpan MostLate = TimeSpan.FromMilliseconds(1);

    private readonly SemaphoreSlim _rung = new(0);
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private int _ringing;

    public AlarmClock(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(static state => ((AlarmClock)state!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Ring()
    {
        if (Interlocked.Exchange(ref _ringing, 1) == 0) _rung.Release();
    }

    /// <summary>Sleeps until that time, for a day at most. May end early: whoever sleeps looks whether it is time.</summary>
    public async Task SleepUntilAsync(DateTime until, CancellationToken cancellationToken)
    {
        var before = _time.GetUtcNow().UtcDateTime;
        var span = until - before;
        // Timers count whole milliseconds; one that is early would be set again and again for what is left.
        var sleep = span <= TimeSpan.Zero ? TimeSpan.Zero : span >= LongestSleep ? LongestSleep : TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds));
        _timer.Change(sleep, Timeout.InfiniteTimeSpan);
        // The clock went on while the timer was set. The time may have come, or the timer is late by that: then it is to be set again.
        var after = _time.GetUtcNow().UtcDateTime;
        if (after >= until || after - before > MostLate) Ring();
        await _rung.WaitAsync(cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _ringing, 0);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _rung.Dispose();
    }
}
