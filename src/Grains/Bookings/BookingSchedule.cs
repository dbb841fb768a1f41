using Nusaloka.Bookings;

namespace Nusaloka.Grains.Bookings;

/// <summary>When a booking must be looked at again although nobody asks.</summary>
internal static class BookingSchedule
{
    /// <summary>How often a payment is asked after whose money is on its way while the countdown is over.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMinutes(10);

    /// <summary>The time; null when nothing can come any more.</summary>
    /// <param name="state">The booking.</param>
    /// <param name="failures">How often in a row it could not go on.</param>
    /// <param name="now">The time it is.</param>
    public static DateTimeOffset? DueAt(BookingState state, int failures, DateTimeOffset now) => state switch
    {
        { Exists: false } => null,
        // Who asked for the seats asks again; if not, the hold ends by itself.
        { Step: BookingStep.Hold } => state.ExpiresAt > now ? state.ExpiresAt : now + FirstRetry,
        { Step: not BookingStep.None } => now + Doubled(failures),
        { Status: BookingStatus.AwaitingPayment or BookingStatus.Paying } => state.ExpiresAt > now ? state.ExpiresAt : now + Look,
        _ => state.PayoutAt,
    };

    /// <summary>Whether its time in the present status has come.</summary>
    public static bool IsDue(BookingState state, DateTimeOffset now) => state is { Exists: true, Step: BookingStep.None }
        && (state.Status is BookingStatus.AwaitingPayment or BookingStatus.Paying ? state.ExpiresAt <= now : state.PayoutAt <= now);

    private static TimeSpan Doubled(int times)
    {
        var delay = FirstRetry;
        for (var i = 0; i < times && delay < LastRetry; i++)
            delay += delay;
        return delay < LastRetry ? delay : LastRetry;
    }
}
