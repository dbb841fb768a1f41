namespace Nusaloka.Api.RateLimits;

/// <summary>Decides whether a caller has one more request. With Redis all API processes count together, without it each for itself.</summary>
public sealed class RateLimiter
{
    private readonly SharedRedis _redis;
    private readonly SharedBuckets _shared;
    private readonly BucketTable _buckets;
    private readonly RateLimitInstruments _instruments;
    private readonly TimeProvider _clock;

    /// <summary>Starts with everybody's bucket full.</summary>
    public RateLimiter(SharedRedis redis, RateLimitOptions options, RateLimitInstruments instruments, TimeProvider clock)
    {
        (_redis, _instruments, _clock) = (redis, instruments, clock);
        _shared = new SharedBuckets(redis);
        _buckets = new BucketTable(options.MaxCallers / 2);
        instruments.Observe(() => Callers);
    }

    /// <summary>How many callers are remembered, about.</summary>
    public int Callers => _buckets.Count;

    private long Now => _clock.GetElapsedTime(0).Ticks;

    /// <summary>Takes one request of the caller's, if there is one.</summary>
    public ValueTask<Verdict> TakeAsync(RateLimit limit, Caller caller)
    {
        var bucket = _buckets.Of(limit, caller);
        Verdict verdict;
        lock (bucket.Gate)
        {
            var now = Now;
            if (!_redis.IsThere)
                verdict = bucket.TakeLocal(now);
            else if (bucket.TakeLeased(now) is { } leased)
                verdict = leased;
            else
                return AskAsync(bucket, limit, caller);
        }

        if (_redis.IsWanted && !_redis.IsThere)
            _instruments.CountAlone();
        return new ValueTask<Verdict>(Count(limit, verdict));
    }

    private Verdict Count(RateLimit limit, Verdict verdict)
    {
        if (!verdict.IsAllowed)
            _instruments.CountRefused(limit);
        return verdict;
    }

    /// <summary>Requests of one caller that come together ask Redis once.</summary>
    private async ValueTask<Verdict> AskAsync(Bucket bucket, RateLimit limit, Caller caller)
    {
        while (true)
        {
            Task asking;
            lock (bucket.Gate)
            {
                var now = Now;
                if (!_redis.IsThere)
                    return Count(limit, bucket.TakeLocal(now));
                if (bucket.TakeLeased(now) is { } verdict)
                    return Count(limit, verdict);
                bucket.Wait();
                if (bucket.Asking is not { IsCompleted: false } running)
                    bucket.Asking = running = LeaseAsync(bucket, limit, caller, bucket.Want(now));
                asking = running;
            }

            await asking;
        }
    }

    private async Task LeaseAsync(Bucket bucket, RateLimit limit, Caller caller, int count)
    {
        var grant = await _shared.TakeAsync(limit, caller, count);
        lock (bucket.Gate)
        {
            if (grant is { } granted)
                bucket.Grant(granted, Now);
            else
                bucket.GiveUp();
        }
    }
}
