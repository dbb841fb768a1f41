namespace Nusaloka.Grains.Notifications;

/// <summary>So many in an hour. Not thread-safe.</summary>
/// <param name="most">How many.</param>
/// <param name="time">The clock.</param>
internal sealed class HourlyQuota(int most, TimeProvider time)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private DateTimeOffset _since;
    private int _taken;

    /// <summary>Takes one; answers whether there was one left.</summary>
    public bool TryTake()
    {
        var now = time.GetUtcNow();
        if (now - _since >= Hour)
            (_since, _taken) = (now, 0);
        return _taken++ < most;
    }
}
