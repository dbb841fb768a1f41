namespace Nusaloka.Grains.Tests.Cluster;

/// <summary>
/// The system's time, moved ahead by hand. Timers and timestamps are the system's own, so that what waits for real things, such
/// as a call's answer, waits as always.
/// </summary>
internal sealed class ShiftedTimeProvider : TimeProvider
{
    private long _aheadTicks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _aheadTicks));

    public override long GetTimestamp() => System.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime, period);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _aheadTicks, by.Ticks);
}
