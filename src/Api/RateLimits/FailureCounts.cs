namespace Nusaloka.Api.RateLimits;

/// <summary>
/// Counts sign-ins that did not succeed, by identifier and by address. A try counts from its beginning, so that a thousand at once are not
/// all the first. Where somebody has signed in before, their tries are counted apart from everybody else's, so that strangers who guess
/// do not slow down whom they guess at. With Redis all API processes count together; while it is away, each for itself.
/// </summary>
public sealed class FailureCounts(SharedRedis redis, RateLimitOptions limits, TarpitOptions options, TimeProvider clock)
{
    private const string BeginScript = """
        local counted, familiar = KEYS[1], redis.call('EXISTS', KEYS[3])
        if familiar == 1 then counted = KEYS[2] end
        local tries = redis.call('INCR', counted)
        redis.call('PEXPIRE', counted, ARGV[1])
        return {tries - 1, tonumber(redis.call('GET', KEYS[4]) or '0'), familiar}
        """;

    private const string WrongScript = """
        local wrong = redis.call('INCR', KEYS[1])
        redis.call('PEXPIRE', KEYS[1], ARGV[1])
        return {wrong}
        """;

    private const string RightScript = """
        redis.call('DEL', KEYS[1])
        redis.call('SET', KEYS[2], '1', 'PX', ARGV[1])
        return {1}
        """;

    // A try that ended neither way never was; whoever succeeded meanwhile has taken the count away already.
    private const string NeitherScript = """
        if tonumber(redis.call('GET', KEYS[1]) or '0') > 0 then return {redis.call('DECR', KEYS[1])} end
        return {0}
        """;

    private static readonly TimeSpan FamiliarFor = TimeSpan.FromDays(30);

    private readonly ExpiringCounts _tries = new(limits.MaxCallers, clock);
    private readonly ExpiringCounts _addresses = new(limits.MaxCallers, clock);
    private readonly ExpiringCounts _familiar = new(limits.MaxCallers, clock);
    private readonly TimeSpan _memory = TimeSpan.FromMinutes(options.MemoryMinutes);

    /// <summary>A sign-in begins.</summary>
    public async Task<Attempt> BeginAsync(Caller identifier, Caller address)
    {
        var both = identifier.With(address);
        var answer = await redis.RunAsync(
            BeginScript, [Tries(identifier), Tries(both), Familiar(both), Addresses(address)], (long)_memory.TotalMilliseconds);
        if (answer is { Length: 3 })
            return new Attempt(answer[2] == 1 ? both : identifier, both, address, Count(answer[0]), Count(answer[1]));

        var counted = _familiar.Get(both) > 0 ? both : identifier;
        return new Attempt(counted, both, address, _tries.Add(counted, 1, _memory) - 1, _addresses.Get(address));
    }

    /// <summary>A sign-in has ended.</summary>
    public async Task EndAsync(Attempt attempt, AttemptEnd end)
    {
        // What Redis counts is also counted here, so that there is something to go on with when it goes away.
        switch (end)
        {
            case AttemptEnd.Wrong:
                _addresses.Add(attempt.Address, 1, _memory);
                await redis.RunAsync(WrongScript, [Addresses(attempt.Address)], (long)_memory.TotalMilliseconds);
                break;
            case AttemptEnd.Right:
                _tries.Clear(attempt.Counted);
                _familiar.Add(attempt.Familiar, 1, FamiliarFor);
                await redis.RunAsync(RightScript, [Tries(attempt.Counted), Familiar(attempt.Familiar)], (long)FamiliarFor.TotalMilliseconds);
                break;
            default:
                _tries.Add(attempt.Counted, -1, _memory);
                await redis.RunAsync(NeitherScript, [Tries(attempt.Counted)]);
                break;
        }
    }

    private static string Tries(Caller caller) => $"tarpit:tries:{caller}";

    private static string Addresses(Caller caller) => $"tarpit:address:{caller}";

    private static string Familiar(Caller caller) => $"tarpit:familiar:{caller}";

    private static int Count(long count) => (int)Math.Clamp(count, 0, int.MaxValue);
}
