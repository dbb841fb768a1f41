using System.Collections.Concurrent;

namespace Nusaloka.Api.RateLimits;

/// <summary>
/// Wrong passwords make the next answers later: a second for every <see cref="TarpitOptions.Failures"/> of one person, up to
/// <see cref="TarpitOptions.MaxSeconds"/>. Nobody is locked out. The wait comes before the password is looked at, so it says nothing about it. Whoever
/// waits holds no thread, and only so many may wait. After many in a row from strange places, those have one try in a growing pause.
/// </summary>
public sealed class Tarpit
{
    private readonly FailureCounts _failures;
    private readonly TarpitOptions _options;
    private readonly RateLimitInstruments _instruments;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<Caller, int> _waitingEach = new();
    private readonly ConcurrentDictionary<Caller, bool> _waitingThere = new();
    private int _waiting;

    /// <summary>Starts without any failures known but those in Redis.</summary>
    public Tarpit(FailureCounts failures, TarpitOptions options, RateLimitInstruments instruments, TimeProvider clock)
    {
        (_failures, _options, _instruments, _clock) = (failures, options, instruments, clock);
        instruments.ObserveWaiting(() => Volatile.Read(ref _waiting));
    }

    /// <summary>How many wait now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>
    /// A sign-in begins; completes when its password may be looked at, or when it is turned away: see <see cref="Attempt.ComeBackIn"/>.
    /// </summary>
    /// <param name="identifier">Whose password is shown.</param>
    /// <param name="address">Where it comes from.</param>
    /// <param name="device">The device that the account knows and that shows it; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Attempt> EnterAsync(Caller identifier, Caller address, Caller? device, CancellationToken cancellationToken)
    {
        var attempt = await _failures.BeginAsync(identifier, address, device);
        if (attempt.ComeBackIn is not null)
        {
            _instruments.CountPaused();
            return attempt;
        }

        var wait = WaitFor(attempt);
        if (wait == TimeSpan.Zero)
            return attempt;
        if (!TryBegin(attempt))
        {
            await _failures.EndAsync(attempt, AttemptEnd.Neither);
            return attempt with { ComeBackIn = TimeSpan.FromSeconds(_options.MaxSeconds) };
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
            End(attempt);
        }
    }

    /// <summary>The same for a device that nobody knows.</summary>
    public Task<Attempt> EnterAsync(Caller identifier, Caller address, CancellationToken cancellationToken) =>
        EnterAsync(identifier, address, device: null, cancellationToken);

    /// <summary>A sign-in that was let in has ended.</summary>
    public Task LeaveAsync(Attempt attempt, AttemptEnd end) => _failures.EndAsync(attempt, end);

    /// <summary>How long an attempt waits.</summary>
    private TimeSpan WaitFor(Attempt attempt) => TimeSpan.FromSeconds(Math.Min(
        _options.MaxSeconds,
        Math.Max(attempt.Before / _options.Failures, attempt.AddressFailures / _options.AddressFailures)));

    // One from each address, so that one stranger takes one place of a person's, and not all.
    private bool TryBegin(Attempt attempt)
    {
        if (!_waitingThere.TryAdd(attempt.Both, true))
            return false;

        var all = Interlocked.Increment(ref _waiting);
        var each = attempt.IsFamiliar ? 0 : _waitingEach.AddOrUpdate(attempt.Identifier, 1, static (_, count) => count + 1);
        if (all <= (attempt.IsFamiliar ? _options.MaxWaiting : _options.MaxWaiting - (_options.MaxWaiting / 10)) && each <= _options.MaxWaitingEach)
            return true;
        End(attempt);
        return false;
    }

    private void End(Attempt attempt)
    {
        _waitingThere.TryRemove(attempt.Both, out _);
        Interlocked.Decrement(ref _waiting);
        if (attempt.IsFamiliar)
            return;
        var left = _waitingEach.AddOrUpdate(attempt.Identifier, 0, static (_, count) => Math.Max(0, count - 1));
        if (left == 0)
            _waitingEach.TryRemove(new KeyValuePair<Caller, int>(attempt.Identifier, 0));
    }
}
