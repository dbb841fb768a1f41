namespace Nusaloka.Persistence.Outbox;

/// <summary>The pause between two attempts: doubling from the first to the longest, give or take a fifth, so that what failed together does not come back together.</summary>
internal static class RetryDelay
{
    private const double Jitter = 0.2;

    /// <param name="failedAttempts">From 1.</param>
    /// <param name="options">First and longest pause.</param>
    /// <param name="random">From 0 to 1.</param>
    public static TimeSpan After(int failedAttempts, OutboxOptions options, double random)
    {
        // 2^30 first pauses are beyond any longest one; the bound keeps the arithmetic finite.
        var factor = Math.Pow(2, Math.Min(failedAttempts - 1, 30));
        var pause = Math.Min(options.FirstRetryDelay.TotalSeconds * factor, options.MaxRetryDelay.TotalSeconds);
        return TimeSpan.FromSeconds(pause * (1 - Jitter + (2 * Jitter * random)));
    }
}
