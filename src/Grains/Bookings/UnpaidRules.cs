using System.Collections.Immutable;
using Nusaloka.Accounts;
using Nusaloka.Bookings;

namespace Nusaloka.Grains.Bookings;

/// <summary>How many seats an account may hold without paying: pure decisions.</summary>
internal static class UnpaidRules
{
    private const int MaxPast = 100;

    /// <summary>So long it is remembered that seats were kept for nothing.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    /// <summary>Those whose time is not over, and of the others those of the last day; the very same ones when all are as they were.</summary>
    public static UnpaidBookings Current(UnpaidBookings state, DateTimeOffset now) =>
        state.Holds.Any(hold => hold.Until <= now) || state.Past.Any(past => past.Until <= now - Memory)
            ? state with
            {
                Holds = state.Holds.RemoveAll(hold => hold.Until <= now),
                Past = [.. state.Past.AddRange(state.Holds.Where(hold => hold.Until <= now)).Where(past => past.Until > now - Memory).TakeLast(MaxPast)],
            }
            : state;

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
        // One that was refused and is tried again is no second one.
        var others = state.Past.RemoveAll(past => past.BookingId == asked.BookingId);
        if (options.MaxAbandoned > 0 && others.Count(past => past.DepartureId == asked.DepartureId) >= options.MaxAbandoned)
            return BookingErrors.TooManyAbandoned(options.MaxAbandoned);
        return state.Holds.Length < options.MaxUnpaid
            ? state with { Holds = state.Holds.Add(asked), Past = others }
            : BookingErrors.TooManyUnpaid(options.MaxUnpaid);
    }

    /// <summary>Those of them that still hold seats that nobody has paid, and of the others those that kept seats for nothing.</summary>
    /// <param name="state">What was let.</param>
    /// <param name="bookings">Bookings as they are, by id. What is not there holds nothing, and was what it was.</param>
    public static UnpaidBookings Unpaid(UnpaidBookings state, IReadOnlyDictionary<string, Booking> bookings) => state with
    {
        Holds = state.Holds.RemoveAll(hold => !IsHeld(bookings.GetValueOrDefault(hold.BookingId))),
        Past = state.Past.AddRange(state.Holds.Where(hold => bookings.TryGetValue(hold.BookingId, out var booking) && !IsHeld(booking)))
            .RemoveAll(past => bookings.TryGetValue(past.BookingId, out var booking) && !IsAbandoned(booking)),
    };

    private static bool IsHeld(Booking? booking) => booking?.Status is BookingStatus.Holding or BookingStatus.AwaitingPayment or BookingStatus.Paying;

    // What is being paid may still become something. What was refused never had seats, or was paid.
    private static bool IsAbandoned(Booking booking) => booking.Status is BookingStatus.Holding or BookingStatus.AwaitingPayment or BookingStatus.Expired
        || (booking.Status == BookingStatus.Cancelled && booking.PaymentId is null);
}
