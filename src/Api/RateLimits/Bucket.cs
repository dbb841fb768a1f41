namespace Nusaloka.Api.RateLimits;

/// <summary>
/// What one process knows of one caller and limit. Without Redis this is the whole truth: a bucket by GCRA, which needs one number, the time at which
/// it is full again. With Redis the bucket is there, and this holds a lease: requests that Redis has counted already and that are free
/// to take here without asking, for a second. Whoever asks much gets larger leases, so the bucket in Redis is asked a few times a second
/// however many requests come. The local bucket is charged too, so that it is no fresh one when Redis goes away.
/// </summary>
internal sealed class Bucket(RateLimit limit)
{
    /// <summary>How long a lease lasts. What is not used by then is lost, to the caller's disadvantage and never to ours.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(1);

    private const int LeasesInQuota = 20;

    private readonly long _interval = limit.Quota.Interval.Ticks;
    private readonly long _window = limit.Quota.Window.Ticks;
    private long _fullAt;
    private long _refusedUntil;
    private long _leasedUntil;
    private long _sharedFullAt;
    private int _leased;
    private int _wanted = 1;
    private int _remaining;
    private int _waiting;

    /// <summary>Taken by whoever reads or changes it.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The question to Redis that is on its way; others wait for its answer.</summary>
    public Task? Asking { get; set; }

    /// <summary>Takes one by the local bucket alone.</summary>
    public Verdict TakeLocal(long now)
    {
        var fullAt = Math.Max(_fullAt, now) + _interval;
        if (fullAt - now > _window)
            return new Verdict(false, 0, new TimeSpan(fullAt - now - _window));
        _fullAt = fullAt;
        return new Verdict(true, (int)((_window - (fullAt - now)) / _interval), new TimeSpan(fullAt - now));
    }

    /// <summary>Takes one that is leased, or is refused as Redis has said; null when Redis must be asked.</summary>
    public Verdict? TakeLeased(long now)
    {
        if (now < _refusedUntil)
            return new Verdict(false, 0, new TimeSpan(_refusedUntil - now));
        if (_leased == 0 || now >= _leasedUntil)
            return null;
        _leased--;
        _fullAt = Math.Min(Math.Max(_fullAt, now) + _interval, now + _window);
        return new Verdict(true, _remaining + _leased, new TimeSpan(Math.Max(0, _sharedFullAt - now)));
    }

    /// <summary>How many to ask Redis for: twice as many when the last lease was used up in time, half when not; at least as many as wait.</summary>
    public int Want(long now)
    {
        var most = Math.Max(1, limit.Quota.Requests / LeasesInQuota);
        _wanted = _leased == 0 && now < _leasedUntil ? Math.Min(most, _wanted * 2) : Math.Max(1, _wanted / 2);
        return Math.Min(most, Math.Max(_wanted, _waiting));
    }

    /// <summary>One more waits for the answer of Redis.</summary>
    public void Wait() => _waiting = Math.Min(_waiting + 1, limit.Quota.Requests);

    /// <summary>Keeps what Redis has answered.</summary>
    public void Grant(SharedGrant grant, long now)
    {
        _waiting = 0;
        _leased = grant.Granted;
        _leasedUntil = now + Lease.Ticks;
        _remaining = grant.Remaining;
        _sharedFullAt = now + grant.FullIn.Ticks;
        _refusedUntil = grant.Granted > 0 ? 0 : now + grant.RetryIn.Ticks;
    }

    /// <summary>Redis has not answered.</summary>
    public void GiveUp() => _waiting = 0;
}
