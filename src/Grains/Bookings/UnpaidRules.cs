using System.Collections.Immutable;
using Nusaloka.Accounts;
using Nusaloka.Bookings;

namespace Nusaloka.Grains.Bookings;

/// <summary>How many seats an account may hold without paying: pure decisions.</summary>
internal static class UnpaidRules
{
    /// <summary>Those whose time is not over.</summary>
    public static UnpaidBookings Current(UnpaidBookings state, DateTimeOffset now) =>
        state.Holds.Any(hold => hold.Until <= now) ? state with { Holds = state.Holds.RemoveAll(hold => hold.Until <= now) } : state;

    /// <summary>One more; the very same ones when it is there. Or why there cannot be another.</summary>
    public static Result<UnpaidBookings> Add(UnpaidBookings state, UnpaidBooking asked, BookingOptions options)
    {
        if (state.IsClosed)
            return AccountErrors.NotFound;
        if (state.Holds.FirstOrDefault(hold => hold.BookingId == asked.BookingId) is { } before)
            return before == asked ? state : state with { Holds = state.Holds.Replace(before, asked) };
        var ofDeparture = state.Holds.Where(hold => hold.DepartureId == asked.DepartureId).ToImmutableArray();
        if (ofDeparture.Length >= options.MaxUnpaidOfDeparture)
            return BookingErrors.UnpaidOfDeparture(ofDeparture[0].BookingId);
        return state.Holds.Length < options.MaxUnpaid
            ? state with { Holds = state.Holds.Add(asked) }
            : BookingErrors.TooManyUnpaid(options.MaxUnpaid);
    }

    /// <summary>Those of them that still hold seats that nobody has paid.</summary>
    /// <param name="state">What was let.</param>
    /// <param name="bookings">The bookings as they are, in the same order; null for one that is not there.</param>
    public static UnpaidBookings Unpaid(UnpaidBookings state, IReadOnlyList<Booking?> bookings) => state with
    {
        Holds = [.. state.Holds.Where((_, i) => bookings[i]?.Status is BookingStatus.Holding or BookingStatus.AwaitingPayment or BookingStatus.Paying)],
    };
}
