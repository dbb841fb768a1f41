namespace Nusaloka.Api.RateLimits;

/// <summary>
/// Counts sign-ins that did not succeed, by identifier and by address. A try counts from its beginning, so that a thousand at once are not
/// all the first. Where somebody has signed in before, their tries are counted apart from everybody else's, so that strangers who guess
/// do not slow down whom they guess at. Strangers' tries in a row are remembered for a day, and after many there is one in a growing pause,
/// however many strangers they are. With Redis all API processes count together; while it is away, each for itself.
/// </summary>
public sealed class FailureCounts(SharedRedis redis, RateLimitOptions limits, TarpitOptions options, TimeProvider clock)
{
    private const string BeginScript = """
        local counted, familiar, tries = KEYS[1], redis.call('EXISTS', KEYS[3]), 0
        if familiar == 1 then
            counted = KEYS[2]
        else
            local row = tonumber(redis.call('GET', KEYS[5]) or '0')
            if row >= tonumber(ARGV[3]) then
                local left = redis.call('PTTL', KEYS[6])
                if left > 0 then return {0, 0, 0, left} end
                local doublings = math.min(20, math.floor((row - tonumber(ARGV[3])) / tonumber(ARGV[6])))
                redis.call('SET', KEYS[6], '1', 'PX', math.min(tonumber(ARGV[5]), tonumber(ARGV[4]) * 2 ^ doublings))
            end
            redis.call('INCR', KEYS[5])
            redis.call('PEXPIRE', KEYS[5], ARGV[2])
        end
        tries = redis.call('INCR', counted)
        redis.call('PEXPIRE', counted, ARGV[1])
        return {tries - 1, tonumber(redis.call('GET', KEYS[4]) or '0'), familiar, 0}
        """;

    // A device has two counts: how long it waits, and whether it is believed to be the owner's at all.
    private const string DeviceScript = """
        if tonumber(redis.call('GET', KEYS[2]) or '0') >= tonumber(ARGV[3]) then return {0, 0} end
        redis.call('INCR', KEYS[2])
        redis.call('PEXPIRE', KEYS[2], ARGV[2])
        local tries = redis.call('INCR', KEYS[1])
        redis.call('PEXPIRE', KEYS[1], ARGV[1])
        return {1, tries - 1}
        """;

    private const string WrongScript = """
        local wrong = redis.call('INCR', KEYS[1])
        redis.call('PEXPIRE', KEYS[1], ARGV[1])
        return {wrong}
        """;

    private const string RightScript = """
        redis.call('DEL', KEYS[1])
        redis.call('SET', KEYS[2], '1', 'PX', ARGV[1])
        if ARGV[2] == '0' then redis.call('DEL', KEYS[3], KEYS[4]) end
        return {1}
        """;

    // A try that ended neither way never was; whoever succeeded meanwhile has taken the count away already.
    private const string NeitherScript = """
        for i, key in ipairs(KEYS) do
            if tonumber(redis.call('GET', key) or '0') > 0 then redis.call('DECR', key) end
        end
        return {0}
        """;

    private const int TriesPerDoubling = 5;
    private const int MostDoublings = 20;

    private static readonly TimeSpan FamiliarFor = TimeSpan.FromDays(30);
    private static readonly TimeSpan RowMemory = TimeSpan.FromDays(1);

    private readonly ExpiringCounts _tries = new(limits.MaxCallers, clock);
    private readonly ExpiringCounts _addresses = new(limits.MaxCallers, clock);
    private readonly ExpiringCounts _familiar = new(limits.MaxCallers, clock);
    private readonly ExpiringCounts _row = new(limits.MaxCallers, clock);
    private readonly ExpiringCounts _pauses = new(limits.MaxCallers, clock);
    private readonly TimeSpan _memory = TimeSpan.FromMinutes(options.MemoryMinutes);
    private readonly TimeSpan _firstPause = TimeSpan.FromSeconds(options.MaxSeconds);
    private readonly TimeSpan _longestPause = TimeSpan.FromMinutes(options.MaxPauseMinutes);

    /// <summary>A sign-in begins, or is turned away.</summary>
    public async Task<Attempt> BeginAsync(Caller identifier, Caller address, Caller? device = null)
    {
        if (device is { } known && await BeginOnDeviceAsync(identifier, known, address) is { } own)
            return own;

        var both = identifier.With(address);
        var answer = await redis.RunAsync(
            BeginScript, [Tries(identifier), Tries(both), Familiar(both), Addresses(address), Row(identifier), Pause(identifier)],
            (long)_memory.TotalMilliseconds, (long)RowMemory.TotalMilliseconds, options.RowFailures,
            (long)_firstPause.TotalMilliseconds, (long)_longestPause.TotalMilliseconds, TriesPerDoubling);
        if (answer is not { Length: 4 })
            return BeginAlone(identifier, both, address);

        return new Attempt(identifier, both, address, answer[2] == 1, Count(answer[0]), Count(answer[1]))
        {
            ComeBackIn = answer[3] > 0 ? TimeSpan.FromMilliseconds(answer[3]) : null,
        };
    }

    /// <summary>A sign-in that was let in has ended.</summary>
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
                EndRightAlone(attempt);
                var row = attempt.InRowOf ?? attempt.Identifier;
                await redis.RunAsync(
                    RightScript, [Tries(attempt.Counted), Familiar(attempt.Identifier.With(attempt.Address)), Row(row), Pause(row)],
                    (long)FamiliarFor.TotalMilliseconds, attempt.InRowOf is null ? 1 : 0);
                break;
            default:
                _tries.Add(attempt.Counted, -1, _memory);
                if (attempt.InRowOf is { } counted)
                    _row.Add(counted, -1, RowMemory);
                await redis.RunAsync(
                    NeitherScript, attempt.InRowOf is { } rowOf ? [Tries(attempt.Counted), Row(rowOf)] : [Tries(attempt.Counted)]);
                break;
        }
    }

    /// <summary>A try of a device that the account knows; null when that has failed too often.</summary>
    private async Task<Attempt?> BeginOnDeviceAsync(Caller identifier, Caller device, Caller address)
    {
        var answer = await redis.RunAsync(
            DeviceScript, [Tries(device), Row(device)],
            (long)_memory.TotalMilliseconds, (long)RowMemory.TotalMilliseconds, options.DeviceFailures);
        if (answer is not { Length: 2 })
        {
            if (_row.Get(device) >= options.DeviceFailures)
                return null;
            _row.Add(device, 1, RowMemory);
            answer = [1, _tries.Add(device, 1, _memory) - 1];
        }

        // How many others fail at its address says nothing about it.
        return answer[0] == 1
            ? new Attempt(identifier, device, address, IsFamiliar: true, Count(answer[1]), AddressFailures: 0) { IsDevice = true }
            : null;
    }

    private Attempt BeginAlone(Caller identifier, Caller both, Caller address)
    {
        var isFamiliar = _familiar.Get(both) > 0;
        var attempt = new Attempt(identifier, both, address, isFamiliar, 0, _addresses.Get(address));
        if (!isFamiliar)
        {
            var row = _row.Get(identifier);
            if (row >= options.RowFailures)
            {
                if (_pauses.Left(identifier) is var left && left > TimeSpan.Zero)
                    return attempt with { ComeBackIn = left };
                var doublings = Math.Min(MostDoublings, (row - options.RowFailures) / TriesPerDoubling);
                var pause = _firstPause * Math.Pow(2, doublings);
                _pauses.Add(identifier, 1, pause < _longestPause ? pause : _longestPause);
            }

            _row.Add(identifier, 1, RowMemory);
        }

        return attempt with { Before = _tries.Add(attempt.Counted, 1, _memory) - 1 };
    }

    private void EndRightAlone(Attempt attempt)
    {
        _tries.Clear(attempt.Counted);
        _familiar.Add(attempt.Identifier.With(attempt.Address), 1, FamiliarFor);
        if (attempt.InRowOf is not { } row)
            return;
        _row.Clear(row);
        _pauses.Clear(row);
    }

    private static string Tries(Caller caller) => $"tarpit:tries:{caller}";

    private static string Addresses(Caller caller) => $"tarpit:address:{caller}";

    private static string Familiar(Caller caller) => $"tarpit:familiar:{caller}";

    private static string Row(Caller caller) => $"tarpit:row:{caller}";

    private static string Pause(Caller caller) => $"tarpit:pause:{caller}";

    private static int Count(long count) => (int)Math.Clamp(count, 0, int.MaxValue);
}
