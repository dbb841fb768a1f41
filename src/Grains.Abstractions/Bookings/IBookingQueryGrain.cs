namespace Nusaloka.Bookings;

/// <summary>Answers questions about bookings. Key: any; a silo has several. Bookings that were refused before anything was paid are in no list.</summary>
[Alias("nusaloka.IBookingQueryGrain")]
public interface IBookingQueryGrain : IGrainWithStringKey
{
    /// <summary>Bookings, newest first. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("List")]
    Task<Result<Page<Booking>>> ListAsync(BookingQuery query, CancellationToken cancellationToken = default);

    /// <summary>Whether an account has, or had, a booking of a trip that was paid, and of which not everything went back. One that ended unpaid does not count.</summary>
    [Alias("HasBooked")]
    Task<bool> HasBookedAsync(string accountId, string tripId, CancellationToken cancellationToken = default);
}
