namespace Nusaloka.Grains.State;

/// <summary>Time as it is stored.</summary>
internal static class StoredTime
{
    /// <summary>Now, in whole microseconds: PostgreSQL keeps no finer time, so state and read model say the same.</summary>
    public static DateTimeOffset GetStoredUtcNow(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
