using Orleans.Concurrency;

namespace Nusaloka.Bookings;

/// <summary>
/// One booking: a saga over seats, payment and escrow. Key: its UUID, made from the caller and the Idempotency-Key. What it has begun goes
/// on by itself, also when the process dies; seats are sold and money moves once, whatever is repeated. A refused command changes nothing.
/// </summary>
[Alias("nusaloka.IBookingGrain")]
public interface IBookingGrain : IGrainWithStringKey
{
    /// <summary>
    /// Holds the seats; a repeat answers the booking as it is now, one of a refused booking tries again. Errors: <c>validation_failed</c>,
    /// <c>idempotency_key_reused</c>, <c>own_trip</c>, <c>booking_total</c>, <c>unpaid_booking</c>, <c>too_many_unpaid_bookings</c>, <c>booking_unavailable</c>;
    /// and those of the departure: <c>departure_not_found</c>, <c>departure_closed</c>, <c>departure_moved</c>, <c>seats_unavailable</c>.
    /// </summary>
    [Alias("Create")]
    Task<Result<BookingResult>> CreateAsync(CreateBooking command, CancellationToken cancellationToken = default);

    /// <summary>The booking as of the last thing that is durable, for grains. Errors: <c>booking_not_found</c>.</summary>
    [AlwaysInterleave, Alias("Get")]
    Task<Result<Booking>> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes the guest list anew, until the departure's cut-off. Errors: <c>booking_not_found</c>, <c>validation_failed</c>,
    /// <c>version_mismatch</c>, <c>booking_status</c>, <c>guests_closed</c>.
    /// </summary>
    [Alias("ChangeGuests")]
    Task<Result<Booking>> ChangeGuestsAsync(ChangeGuests command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Pays, or tries again with something else: a payment that waits for its payer is cancelled first. Errors: <c>booking_not_found</c>,
    /// <c>booking_status</c>, <c>booking_expired</c>, <c>idempotency_key_reused</c>, <c>too_many_payments</c>, and those of
    /// <see cref="Payments.IPaymentGrain"/>.
    /// </summary>
    [Alias("Pay")]
    Task<Result<BookingPayment>> PayAsync(PayBooking command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Says what a cancellation gives back: by the policy for the traveller, everything for guide and admins. Each caller has a quote of their own. A booking
    /// for which no payment was begun is cancelled at once. Errors: <c>booking_not_found</c>, <c>booking_status</c>, <c>trip_started</c>, <c>trip_done</c>.
    /// </summary>
    [Alias("QuoteCancellation")]
    Task<Result<CancellationQuote>> QuoteCancellationAsync(BookingActor actor, CancellationToken cancellationToken = default);

    /// <summary>
    /// Cancels by the actor's newest quote; a repeat answers the booking. Errors: <c>booking_not_found</c>, <c>booking_status</c>,
    /// <c>cancellation_quote_unknown</c>, <c>cancellation_quote_expired</c> (or the booking was paid meanwhile), <c>trip_started</c>, <c>trip_done</c>.
    /// </summary>
    [Alias("ConfirmCancellation")]
    Task<Result<Booking>> ConfirmCancellationAsync(ConfirmCancellation command, CancellationToken cancellationToken = default);

    /// <summary>The voucher of a confirmed or completed booking, for traveller and admins. Errors: <c>booking_not_found</c>, <c>booking_status</c>.</summary>
    [AlwaysInterleave, Alias("GetVoucher")]
    Task<Result<Voucher>> GetVoucherAsync(BookingActor actor, CancellationToken cancellationToken = default);

    /// <summary>
    /// The traveller says that the trip was not what was sold, from its first day until the guide has the money, which waits for an officer from then on. A repeat
    /// answers the booking. Errors: <c>booking_not_found</c>, <c>booking_status</c>, <c>complaint_early</c>, <c>complaint_exists</c>, <c>validation_failed</c>.
    /// </summary>
    [Alias("Complain")]
    Task<Result<Booking>> ComplainAsync(Complain command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Decides about money that waits, once: a part goes back to the traveller, the rest to the guide. A repeat answers the booking. Errors:
    /// <c>complaint_not_found</c>, <c>own_complaint</c>, <c>complaint_decided</c>, <c>booking_status</c>, <c>validation_failed</c>.
    /// </summary>
    [Alias("DecideComplaint")]
    Task<Result<Booking>> DecideComplaintAsync(DecideComplaint command, CancellationToken cancellationToken = default);

    /// <summary>
    /// The guide has seen the voucher; a repeat changes nothing. Errors: <c>booking_not_found</c>, <c>not_the_guide</c>,
    /// <c>booking_status</c>, <c>voucher_invalid</c>, <c>check_in_closed</c>.
    /// </summary>
    [Alias("CheckIn")]
    Task<Result<Booking>> CheckInAsync(CheckIn command, CancellationToken cancellationToken = default);
}
