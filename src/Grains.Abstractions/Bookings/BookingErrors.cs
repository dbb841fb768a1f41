namespace Nusaloka.Bookings;

/// <summary>The expected failures of bookings.</summary>
public static class BookingErrors
{
    /// <summary>No such booking that the caller may see.</summary>
    public static Error NotFound { get; } = new("booking_not_found", ErrorKind.NotFound, "There is no such booking.");

    /// <summary>The booking is where this cannot be done.</summary>
    public static Error Status(BookingStatus status, string command) => new(
        "booking_status", ErrorKind.Conflict, $"The booking is {NameOf(status)}: it cannot be {command}.");

    /// <summary>The countdown is over.</summary>
    public static Error Expired { get; } = new(
        "booking_expired", ErrorKind.Conflict, "The time in which the booking had to be paid is over. Nothing was taken; book again.");

    /// <summary>One key, two different requests.</summary>
    public static Error KeyReused { get; } =
        new("idempotency_key_reused", ErrorKind.Refused, "This Idempotency-Key was used for a different request. Use a new key.");

    /// <summary>The caller's copy is out of date.</summary>
    public static Error VersionMismatch { get; } = new(
        "version_mismatch", ErrorKind.Stale, "The booking has changed since it was read. Read it again, then repeat the change.");

    /// <summary>Guides do not travel with themselves.</summary>
    public static Error OwnTrip { get; } = new("own_trip", ErrorKind.Refused, "The guide of a trip cannot book it.");

    /// <summary>Too little or too much for one payment.</summary>
    public static Error TotalOutOfRange(Money total) => new(
        "booking_total", ErrorKind.Refused, $"A booking costs {BookingLimits.MinTotal} to {Payments.PaymentLimits.MaxAmount} rupiah, not {total}. Book fewer seats, or more.");

    /// <summary>The departure did not answer; the booking goes on when it is asked again.</summary>
    public static Error Unavailable { get; } = new(
        "booking_unavailable", ErrorKind.Unavailable, "The departure cannot be reached. Nothing is lost: send the same request with the same Idempotency-Key again.");

    /// <summary>The guide has the list by now.</summary>
    public static Error GuestsClosed { get; } = new(
        "guests_closed", ErrorKind.Conflict, "The guest list is final since the departure's cut-off. Write to the guide.");

    /// <summary>Not the caller's newest quote, or none.</summary>
    public static Error QuoteUnknown { get; } = new(
        "cancellation_quote_unknown", ErrorKind.Conflict, "This is not your newest quote. Ask for one: POST /bookings/{id}/cancellation.");

    /// <summary>The quote stood for ten minutes, or until the booking was paid.</summary>
    public static Error QuoteExpired { get; } = new(
        "cancellation_quote_expired", ErrorKind.Conflict, "The quote has expired, or the booking was paid meanwhile. Ask for a new one: POST /bookings/{id}/cancellation.");

    /// <summary>Too late to cancel.</summary>
    public static Error TripStarted { get; } = new(
        "trip_started", ErrorKind.Conflict, "The trip has begun: travellers cannot cancel it any more.");

    /// <summary>Too late for the guide.</summary>
    public static Error TripDone { get; } = new(
        "trip_done", ErrorKind.Conflict, "The trip has begun, or the guests were checked in: guides cannot cancel it any more. Ask staff to give money back.");

    /// <summary>Only whoever guides the trip does this.</summary>
    public static Error NotGuide { get; } = new("not_the_guide", ErrorKind.Forbidden, "Only the guide of the trip can do this.");

    /// <summary>The code is not that of the booking's voucher.</summary>
    public static Error VoucherInvalid { get; } = new(
        "voucher_invalid", ErrorKind.Refused, "The code is not that of this booking's voucher.");

    /// <summary>Not around the days of the trip.</summary>
    public static Error CheckInClosed { get; } = new(
        "check_in_closed", ErrorKind.Conflict, "Guests are checked in from a day before the trip until its end.");

    /// <summary>Nothing has happened yet to complain about.</summary>
    public static Error ComplaintEarly { get; } = new(
        "complaint_early", ErrorKind.Conflict, "The trip has not begun: cancel the booking, or complain once the first day has come.");

    /// <summary>There is one that says something else, or that is decided.</summary>
    public static Error ComplaintExists { get; } = new(
        "complaint_exists", ErrorKind.Conflict, "There is a complaint about this booking already: an officer decides, or has.");

    /// <summary>Nothing waits for a decision.</summary>
    public static Error ComplaintNotFound { get; } = new("complaint_not_found", ErrorKind.NotFound, "No money of this booking waits for a decision.");

    /// <summary>Nobody decides about their own money.</summary>
    public static Error OwnComplaint { get; } = new(
        "own_complaint", ErrorKind.Forbidden, "The booking is yours, or you guide it: another officer decides.");

    /// <summary>Decided before, otherwise.</summary>
    public static Error ComplaintDecided { get; } = new("complaint_decided", ErrorKind.Conflict, "The complaint was decided before.");

    /// <summary>Enough was tried.</summary>
    public static Error TooManyPayments { get; } = new(
        "too_many_payments", ErrorKind.Refused, $"A booking begins at most {BookingLimits.MaxPayments} payments. Book again.");

    /// <summary>Seats of this departure wait to be paid already.</summary>
    public static Error UnpaidOfDeparture(string bookingId) => new(
        "unpaid_booking", ErrorKind.Conflict, $"You hold seats of this departure that are not paid: booking {bookingId}. Pay it, or cancel it and book again.");

    /// <summary>Too many seats wait to be paid.</summary>
    public static Error TooManyUnpaid(int most) => new(
        "too_many_unpaid_bookings", ErrorKind.Conflict, $"You have {most} bookings that are not paid. Pay them, or cancel some.");

    /// <summary>Seats of this departure were kept for somebody who did not pay, again and again.</summary>
    public static Error TooManyAbandoned(int most) => new(
        "too_many_abandoned_bookings", ErrorKind.Conflict, $"{most} of your bookings of this departure ended within a day without being paid. Others want its seats: book again tomorrow.");

    /// <summary>A payment that pays for a booking pays all of it, at once.</summary>
    public static Error PaymentMisfit(Money total) => new(
        "payment_misfit", ErrorKind.Refused, $"The booking costs {total.Units} rupiah, captured automatically: a payment of anything else does not pay for it.");

    private static string NameOf(BookingStatus status) => status switch
    {
        BookingStatus.Holding => "holding",
        BookingStatus.AwaitingPayment => "awaiting_payment",
        BookingStatus.Paying => "paying",
        BookingStatus.Confirmed => "confirmed",
        BookingStatus.Completed => "completed",
        BookingStatus.Cancelled => "cancelled",
        BookingStatus.Expired => "expired",
        _ => "refused",
    };
}
