namespace Nusaloka.Grains.Deliveries;

/// <summary>How long is waited before something is sent again.</summary>
internal static class DeliveryPause
{
    private const double Jitter = 0.2;

    // Short at first, because somebody waits for a code; an hour at last, because servers are repaired by people.
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(45),
        TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
    ];

    /// <summary>The pause after so many failures, give or take a fifth, so that what failed together does not come back together.</summary>
    /// <param name="failures">From 1.</param>
    /// <param name="random">From 0 to 1.</param>
    public static TimeSpan After(int failures, double random) =>
        Pauses[Math.Min(failures, Pauses.Length) - 1] * (1 - Jitter + (2 * Jitter * random));
}
