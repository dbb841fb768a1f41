namespace Nusaloka.Runtime.Tests.Testing;

/// <summary>The system's time, but that the time which has passed jumps ahead when a test says so. Timers do not notice.</summary>
public sealed class JumpingClock : TimeProvider
{
    private long _ahead;

    public void Jump(TimeSpan time) => Interlocked.Add(ref _ahead, (long)(time.TotalSeconds * System.TimestampFrequency));

    public override long GetTimestamp() => System.GetTimestamp() + Interlocked.Read(ref _ahead);
}
