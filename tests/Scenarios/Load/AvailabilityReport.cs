using System.Globalization;

namespace Nusaloka.Scenarios.Load;

/// <summary>What clients felt of a fault: who was served on, who had to wait and how long, and how they were told.</summary>
internal sealed class AvailabilityReport
{
    /// <summary>A request that takes longer has felt the fault, even when it is answered well in the end.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    /// <summary>The same of a registration, whose password is hashed behind all else that runs: on busy cores it takes about two seconds without any fault.</summary>
    private static readonly TimeSpan SlowRegistration = TimeSpan.FromSeconds(5);

    private readonly Attempt[] _before;
    private readonly Attempt[] _after;
    private readonly Recovery[] _recoveries;

    private AvailabilityReport(Attempt[] before, Attempt[] after, TimeSpan fault)
    {
        _before = before;
        _after = after;
        _recoveries = [.. after.GroupBy(attempt => attempt.Operation.Target).Select(target => Measure(target, fault)).OrderBy(recovery => recovery.Target, StringComparer.Ordinal)];
    }

    /// <summary>Each target, in the order of names.</summary>
    public IReadOnlyList<Recovery> Recoveries => _recoveries;

    /// <summary>The longest that a request took that ended after the fault.</summary>
    public TimeSpan Slowest => _after.Select(attempt => attempt.Duration).DefaultIfEmpty().Max();

    /// <summary>Requests without an answer that ended after the fault.</summary>
    public IReadOnlyList<Attempt> Failures => [.. _after.Where(attempt => !attempt.IsAnswer)];

    /// <summary>Looks at what was asked from some time on.</summary>
    /// <param name="attempts">All requests, oldest first.</param>
    /// <param name="fault">When it happened.</param>
    /// <param name="measuredFrom">From when recovery is measured: when what was away came back. The fault when not given.</param>
    public static AvailabilityReport Of(IReadOnlyList<Attempt> attempts, TimeSpan fault, TimeSpan? measuredFrom = null) => new(
        [.. attempts.Where(attempt => attempt.End < fault)], [.. attempts.Where(attempt => attempt.End >= fault)], measuredFrom ?? fault);

    /// <summary>Requests that had no answer, although nobody should have noticed anything.</summary>
    public IReadOnlyList<string> AnyFailures() => [.. Failures.Select(attempt => $"Not answered: {attempt}")];

    /// <summary>Targets that were not all well in time.</summary>
    public IReadOnlyList<string> NotRecovered(TimeSpan within) => [.. _recoveries
        .Where(recovery => recovery.Recovered is not { } recovered || recovered > within)
        .Select(recovery => $"{recovery.Target} was not well {within.TotalSeconds:0.#} s after the fault, but after {Seconds(recovery.Recovered)} ({recovery.Failures} failures).")];

    /// <summary>Requests that kept their client waiting.</summary>
    public IReadOnlyList<string> Hanging(TimeSpan limit) => [.. _after
        .Where(attempt => attempt.Duration > limit)
        .Select(attempt => $"Kept waiting for more than {limit.TotalSeconds:0.#} s: {attempt}")];

    /// <summary>Requests that were not served and not told so as they should: by 503 with Retry-After.</summary>
    public IReadOnlyList<string> Impolite() => [.. Failures
        .Where(attempt => attempt is not ({ Status: 503, RetryAfter: not null } or { Status: 409 or 429 }))
        .Select(attempt => $"Not 503 with Retry-After: {attempt}")];

    /// <summary>Wallets that should not have felt anything are fewer than this share of all.</summary>
    public IReadOnlyList<string> TooFewUntouched(double share)
    {
        var wallets = Wallets().ToArray();
        var untouched = wallets.Count(recovery => recovery.IsUntouched);
        return untouched < share * wallets.Length
            ? [$"Only {untouched} of {wallets.Length} wallets were served throughout."]
            : [];
    }

    /// <summary>What was measured, for people.</summary>
    public string Describe()
    {
        var wallets = Wallets().ToArray();
        var others = _recoveries.Except(wallets).Select(recovery => $"{recovery.Target} {Seconds(recovery.Recovered)}");
        var codes = Failures.GroupBy(attempt => $"{attempt.Status} {attempt.Code}").Select(group => $"{group.Count()} x {group.Key}");
        return $"{wallets.Count(recovery => recovery.IsUntouched)} of {wallets.Length} wallets untouched; all well after: "
            + $"{string.Join(", ", wallets.Where(recovery => !recovery.IsUntouched).Select(recovery => Seconds(recovery.Recovered)).DefaultIfEmpty("-"))}; "
            + $"{string.Join(", ", others)}.\n"
            + $"{Failures.Count} of {_after.Length} requests failed ({string.Join(", ", codes.DefaultIfEmpty("none"))}); slowest {Seconds(Slowest)}; "
            + $"answered in p50/p99 {Percentiles(_before)} before, {Percentiles(_after)} after.";
    }

    private static Recovery Measure(IGrouping<string, Attempt> target, TimeSpan fault)
    {
        var slow = target.Key == Operation.Registrations ? SlowRegistration : Slow;
        var felt = target.LastOrDefault(attempt => !attempt.IsAnswer || attempt.Duration > slow);
        var failures = target.Count(attempt => !attempt.IsAnswer);
        var slowest = target.Max(attempt => attempt.Duration);
        if (felt is null)
            return new Recovery(target.Key, failures, slowest, TimeSpan.Zero);

        // A slow answer is its own recovery; after a failure it is the next answer.
        var well = felt.IsAnswer ? felt : target.FirstOrDefault(attempt => attempt.IsAnswer && attempt.Start >= felt.Start);
        return new Recovery(target.Key, failures, slowest, well is null ? null : Max(well.End - fault, TimeSpan.FromMilliseconds(1)));
    }

    private IEnumerable<Recovery> Wallets() =>
        _recoveries.Where(recovery => recovery.Target is not (Operation.Registrations or Operation.Statements));

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static string Seconds(TimeSpan? time) =>
        time is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.TotalSeconds:0.00} s") : "never";

    private static string Percentiles(Attempt[] attempts)
    {
        var sorted = attempts.Where(attempt => attempt.IsAnswer && attempt.Operation.MovesMoney).Select(attempt => attempt.Duration.TotalMilliseconds).Order().ToArray();
        return sorted.Length == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{At(0.5):0}/{At(0.99):0} ms");

        double At(double share) => sorted[(int)(share * (sorted.Length - 1))];
    }
}
