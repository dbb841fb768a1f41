namespace Nusaloka.Api.RateLimits;

/// <summary>The buckets that all API processes share, in Redis. One key per caller and limit, which expires when the bucket is full.</summary>
internal sealed class SharedBuckets(SharedRedis redis)
{
    // GCRA (ITU-T I.371), of which the key holds the time in microseconds at which the bucket is full. Redis' clock counts, so that
    // the clocks of the processes do not matter.
    private const string Take = """
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        local interval, window, want = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
        local full = tonumber(redis.call('GET', KEYS[1]) or '0')
        if full < now then full = now end
        local free = math.floor((now + window - full) / interval)
        if free < 1 then return {0, 0, full - now, full + interval - window - now} end
        local granted = math.min(free, want)
        full = full + granted * interval
        redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
        return {granted, free - granted, full - now, 0}
        """;

    /// <summary>Takes up to so many; null while Redis is away.</summary>
    public async Task<SharedGrant?> TakeAsync(RateLimit limit, Caller caller, int count)
    {
        var answer = await redis.RunAsync(
            Take,
            [$"rate:{limit.Name}:{caller}"],
            Math.Max(1, limit.Quota.Interval.Ticks / TimeSpan.TicksPerMicrosecond),
            limit.Quota.Window.Ticks / TimeSpan.TicksPerMicrosecond,
            count);
        return answer is { Length: 4 }
            ? new SharedGrant((int)answer[0], (int)answer[1], TimeSpan.FromMicroseconds(answer[2]), TimeSpan.FromMicroseconds(answer[3]))
            : null;
    }
}
