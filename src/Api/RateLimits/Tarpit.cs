using System.Collections.Concurrent;

namespace Nusaloka.Api.RateLimits;

/// <summary>
/// Wrong passwords make the next answers later: a second for every <see cref="TarpitOptions.Failures"/> of one person, up to
/// <see cref="TarpitOptions.MaxSeconds"/>. Nobody is locked out. The wait comes before the password is looked at, so it says nothing about it. Whoever
/// waits holds no thread, and only so many may wait.
/// </summary>
public sealed class Tarpit
{
    private readonly FailureCounts _failures;
    private readonly TarpitOptions _options;
    private readonly RateLimitInstruments _instruments;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<Caller, int> _waitingEach = new();
    private int _waiting;

    /// <summary>Starts without any failures known but those in Redis.</summary>
    public Tarpit(FailureCounts failures, TarpitOptions options, RateLimitInstruments instruments, TimeProvider clock)
    {
        (_failures, _options, _instruments, _clock) = (failures, options, instruments, clock);
        instruments.ObserveWaiting(() => Volatile.Read(ref _waiting));
    }

    /// <summary>How many wait now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>A sign-in begins; completes when its password may be looked at. Null when too many wait already: it is to come back later.</summary>
    public async Task<Attempt?> EnterAsync(Caller identifier, Caller address, CancellationToken cancellationToken)
    {
        var attempt = await _failures.BeginAsync(identifier, address);
        var wait = WaitFor(attempt);
        if (wait == TimeSpan.Zero)
            return attempt;
        if (!TryBegin(attempt.Counted))
        {
            await _failures.EndAsync(attempt, AttemptEnd.Neither);
            return null;
        }

        // Whoever hangs up while waiting has tried, too.
        try
        {
            _instruments.CountSlowed();
            await Task.Delay(wait, _clock, cancellationToken);
            return attempt;
        }
        finally
        {
            End(attempt.Counted);
        }
    }

    /// <summary>When those come back whom <see cref="EnterAsync"/> turned away.</summary>
    public TimeSpan ComeBackIn => TimeSpan.FromSeconds(_options.MaxSeconds);

    /// <summary>A sign-in that was let in has ended.</summary>
    public Task LeaveAsync(Attempt attempt, AttemptEnd end) => _failures.EndAsync(attempt, end);

    /// <summary>How long an attempt waits.</summary>
    private TimeSpan WaitFor(Attempt attempt) => TimeSpan.FromSeconds(Math.Min(
        _options.MaxSeconds,
        Math.Max(attempt.Before / _options.Failures, attempt.AddressFailures / _options.AddressFailures)));

    private bool TryBegin(Caller caller)
    {
        var all = Interlocked.Increment(ref _waiting);
        var each = _waitingEach.AddOrUpdate(caller, 1, static (_, count) => count + 1);
        if (all <= _options.MaxWaiting && each <= _options.MaxWaitingEach)
            return true;
        End(caller);
        return false;
    }

    private void End(Caller caller)
    {
        Interlocked.Decrement(ref _waiting);
        var left = _waitingEach.AddOrUpdate(caller, 0, static (_, count) => Math.Max(0, count - 1));
        if (left == 0)
            _waitingEach.TryRemove(new KeyValuePair<Caller, int>(caller, 0));
    }
}
