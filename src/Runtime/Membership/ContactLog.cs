namespace Nusaloka.Runtime.Membership;

/// <summary>Notes when the table of members answered and when it did not. Any thread.</summary>
internal sealed class ContactLog(TimeProvider time)
{
    private readonly Lock _gate = new();
    private bool _away;
    private long _lastAsked = time.GetTimestamp();
    private long _reachedSince = time.GetTimestamp();

    public TableContact Now
    {
        get
        {
            lock (_gate) return new TableContact(_away, time.GetElapsedTime(_lastAsked), time.GetElapsedTime(_reachedSince));
        }
    }

    /// <summary>A question was answered. True when the one before it was not.</summary>
    /// <param name="askedAt">The timestamp of the question: whatever it did in the table it did later.</param>
    public bool Answered(long askedAt)
    {
        lock (_gate)
        {
            var wasAway = _away;
            _away = false;
            _lastAsked = askedAt;
            if (wasAway) _reachedSince = time.GetTimestamp();
            return wasAway;
        }
    }

    /// <summary>A question was not answered. True when the one before it was.</summary>
    public bool Failed()
    {
        lock (_gate)
        {
            var wasAway = _away;
            _away = true;
            return !wasAway;
        }
    }
}
