namespace Nusaloka.Grains.Notifications;

/// <summary>So many in an hour, each counted once however often it is asked for. Not thread-safe.</summary>
/// <param name="most">How many.</param>
/// <param name="time">The clock.</param>
internal sealed class HourlyQuota(int most, TimeProvider time)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly HashSet<Guid> _taken = [];
    private DateTimeOffset _since;

    /// <summary>Takes one; answers whether it has it, from now or from before.</summary>
    public bool TryTake(Guid id)
    {
        var now = time.GetUtcNow();
        if (now - _since >= Hour)
        {
            _since = now;
            _taken.Clear();
        }

        return _taken.Contains(id) || (_taken.Count < most && _taken.Add(id));
    }
}
