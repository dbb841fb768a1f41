namespace Nusaloka.Persistence.Ledger;

/// <summary>
/// The database's clock, which is that of all silos, as the monotonic clock of this process goes on with it. It is never behind the
/// database's, and ahead by at most the time that the quickest look at it took. Not thread-safe.
/// </summary>
internal sealed class LedgerClock(TimeProvider time)
{
    /// <summary>How long a look is trusted: the clocks drift apart by some milliseconds in it at worst.</summary>
    private static readonly TimeSpan Trusted = TimeSpan.FromMinutes(1);

    private DateTime _origin;
    private long _originTimestamp;
    private bool _isKnown;

    /// <summary>Whether the database's clock must be looked at.</summary>
    public bool IsStale => !_isKnown || time.GetElapsedTime(_originTimestamp) >= Trusted;

    /// <summary>UTC in whole microseconds, as the database keeps times.</summary>
    public DateTime Now => Truncate(At(time.GetTimestamp()));

    /// <summary>A moment to be given to <see cref="Learn"/>.</summary>
    public long Timestamp() => time.GetTimestamp();

    /// <summary>Takes in a look at the database's clock.</summary>
    /// <param name="database">What it said.</param>
    /// <param name="asked">When it was asked: it can have said this only later.</param>
    public void Learn(DateTime database, long asked)
    {
        // An earlier time than ours was found by a quicker look, or the database's clock was set back; a later one than it can be by now
        // means that it was set forward.
        if (IsStale || database < At(asked) || database > At(time.GetTimestamp()))
            (_origin, _originTimestamp, _isKnown) = (database, asked, true);
    }

    private static DateTime Truncate(DateTime value) => value.AddTicks(-(value.Ticks % TimeSpan.TicksPerMicrosecond));

    private DateTime At(long timestamp) => _origin + time.GetElapsedTime(_originTimestamp, timestamp);
}
