using Nusaloka.Api.Payments;
using Nusaloka.Bookings;
using Nusaloka.Trips;

namespace Nusaloka.Api.Bookings;

/// <summary>A booking. What it says of trip, days and price is what was booked.</summary>
/// <param name="Id">The booking's id.</param>
/// <param name="UserId">Who booked.</param>
/// <param name="GuideId">Who guides.</param>
/// <param name="TripId">The trip.</param>
/// <param name="DepartureId">The departure.</param>
/// <param name="TripTitle">The trip's title.</param>
/// <param name="StartsOn">The first day, in the time zone.</param>
/// <param name="EndsOn">The last day, in the time zone.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="StartsAt">When the first day begins there.</param>
/// <param name="EndsAt">When the last day is over there.</param>
/// <param name="GuestsFinalAt">Until when the guest list may change.</param>
/// <param name="Seats">How many seats.</param>
/// <param name="PricePerPerson">Whole rupiah.</param>
/// <param name="TotalAmount">Whole rupiah.</param>
/// <param name="Currency">IDR.</param>
/// <param name="CancellationPolicy">What a traveller gets back who cancels.</param>
/// <param name="Status">Where it is.</param>
/// <param name="Reason">Why it was cancelled, expired or refused; null otherwise.</param>
/// <param name="ExpiresAt">Until when it must be paid; null when it need not be.</param>
/// <param name="PaymentId">The payment that paid it, or the one under way.</param>
/// <param name="RefundAmount">What goes back to the traveller, or has.</param>
/// <param name="PayoutAmount">What the guide got; null before.</param>
/// <param name="FeeAmount">Our fee; null before.</param>
/// <param name="Guests">Who comes; for the guide once it is confirmed.</param>
/// <param name="Wishes">What the traveller asks for; for the guide once it is confirmed.</param>
/// <param name="Contact">Whom the guide reaches; for the guide once it is confirmed.</param>
/// <param name="CheckedInAt">When the guide has checked the voucher.</param>
/// <param name="Version">The version that the ETag is made of.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Complaint">Why the guide's money waits, or waited, for an officer; null when it does not.</param>
public sealed record BookingResponse(
    string Id,
    string UserId,
    string GuideId,
    string TripId,
    string DepartureId,
    string TripTitle,
    DateOnly StartsOn,
    DateOnly EndsOn,
    string TimeZone,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    DateTimeOffset GuestsFinalAt,
    int Seats,
    long PricePerPerson,
    long TotalAmount,
    string Currency,
    CancellationPolicy CancellationPolicy,
    BookingStatus Status,
    string? Reason,
    DateTimeOffset? ExpiresAt,
    string? PaymentId,
    long RefundAmount,
    long? PayoutAmount,
    long? FeeAmount,
    IReadOnlyList<string> Guests,
    string Wishes,
    BookingContactResponse? Contact,
    DateTimeOffset? CheckedInAt,
    long Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    BookingComplaintResponse? Complaint = null)
{
    /// <summary>The wire shape of a booking for somebody: the guide learns who comes when it is paid, the traveller nothing of the guide's money.</summary>
    /// <param name="booking">The booking.</param>
    /// <param name="viewerId">Who sees it.</param>
    public static BookingResponse Of(Booking booking, string viewerId)
    {
        var seesPeople = viewerId != booking.GuideId || booking.Status is BookingStatus.Confirmed or BookingStatus.Completed;
        var seesEarnings = viewerId != booking.AccountId;
        return new BookingResponse(
            booking.Id, booking.AccountId, booking.GuideId, booking.TripId, booking.DepartureId, booking.TripTitle, booking.StartsOn,
            booking.EndsOn, booking.TimeZone, booking.StartsAt, booking.EndsAt, booking.CutOffAt, booking.Seats, booking.PricePerPerson.Units,
            booking.Total.Units, "IDR", booking.Policy, booking.Status, booking.Reason,
            booking.Status is BookingStatus.Holding or BookingStatus.AwaitingPayment or BookingStatus.Paying ? booking.ExpiresAt : null,
            booking.PaymentId, booking.RefundAmount.Units, seesEarnings ? booking.PayoutAmount?.Units : null,
            seesEarnings ? booking.FeeAmount?.Units : null, seesPeople ? [.. booking.Guests] : [], seesPeople ? booking.Wishes : "",
            seesPeople && booking.Contact is { } contact ? new BookingContactResponse(contact.Name, contact.Phone, contact.Email) : null,
            booking.CheckedInAt, booking.Version, booking.CreatedAt, booking.UpdatedAt, BookingComplaintResponse.Of(booking.Complaint));
    }
}

/// <summary>Why the guide's money waits for an officer, and what the officer has decided. Who decided is for staff to look up.</summary>
/// <param name="Reason">What holds it up.</param>
/// <param name="Text">What the traveller says; empty for other reasons.</param>
/// <param name="At">Since when.</param>
/// <param name="RefundAmount">What of it goes back to the traveller; null while nothing is decided.</param>
/// <param name="Note">Why it was decided so; empty before.</param>
/// <param name="DecidedAt">When it was decided; null before.</param>
public sealed record BookingComplaintResponse(
    ComplaintReason Reason, string Text, DateTimeOffset At, long? RefundAmount, string Note, DateTimeOffset? DecidedAt)
{
    /// <summary>The wire shape of a complaint.</summary>
    public static BookingComplaintResponse? Of(BookingComplaint? complaint) => complaint is null
        ? null
        : new BookingComplaintResponse(complaint.Reason, complaint.Text, complaint.At, complaint.RefundAmount?.Units, complaint.Note, complaint.DecidedAt);
}

/// <summary>Whom the guide reaches.</summary>
/// <param name="Name">The name.</param>
/// <param name="Phone">The phone number; null when there is none.</param>
/// <param name="Email">The e-mail address; null when there is none.</param>
public sealed record BookingContactResponse(string Name, string? Phone, string? Email);

/// <summary>One page of bookings.</summary>
/// <param name="Data">The items, newest first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record BookingsResponse(IReadOnlyList<BookingResponse> Data, string? NextCursor);

/// <summary>What paying a booking did.</summary>
/// <param name="Booking">The booking as it is now.</param>
/// <param name="Payment">Its payment as it is now: next_action says what the payer must do.</param>
public sealed record BookingPaymentResponse(BookingResponse Booking, PaymentResponse Payment);

/// <summary>What a cancellation gives back.</summary>
/// <param name="Id">To name when it is confirmed.</param>
/// <param name="BookingId">The booking.</param>
/// <param name="Cancelled">Whether the booking is cancelled already: one for which no payment was begun is, at once.</param>
/// <param name="RefundAmount">What the traveller gets back, in whole rupiah.</param>
/// <param name="Fee">What the traveller does not get back.</param>
/// <param name="Currency">IDR.</param>
/// <param name="RefundTo">The payment method that it goes back to; null when nothing does.</param>
/// <param name="CancellationPolicy">The trip's policy.</param>
/// <param name="ExpiresAt">Until when the quote stands.</param>
public sealed record CancellationResponse(
    Guid Id, string BookingId, bool Cancelled, long RefundAmount, long Fee, string Currency, string? RefundTo, CancellationPolicy CancellationPolicy,
    DateTimeOffset ExpiresAt)
{
    /// <summary>The wire shape of a quote.</summary>
    public static CancellationResponse Of(CancellationQuote quote, CancellationPolicy policy) => new(
        quote.Id, quote.BookingId, quote.IsCancelled, quote.RefundAmount.Units, quote.Fee.Units, "IDR", quote.RefundTo, policy, quote.ExpiresAt);
}
