using System.Collections.Immutable;
using Nusaloka.Trips;

namespace Nusaloka.Bookings;

/// <summary>A booking of seats. What it says of trip, days and price is what was booked, whatever becomes of the trip.</summary>
/// <param name="Id">UUID, made from the caller and the Idempotency-Key.</param>
/// <param name="AccountId">Who books and pays.</param>
/// <param name="GuideId">Who guides the trip and gets the money.</param>
/// <param name="TripId">The trip.</param>
/// <param name="DepartureId">The departure.</param>
/// <param name="TripTitle">The trip's title.</param>
/// <param name="StartsOn">The first day, in the time zone.</param>
/// <param name="EndsOn">The last day, in the time zone.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="StartsAt">When the first day begins there, UTC.</param>
/// <param name="EndsAt">When the last day is over there, UTC.</param>
/// <param name="CutOffAt">Until when the guest list may change, UTC.</param>
/// <param name="Seats">How many seats.</param>
/// <param name="PricePerPerson">What one costs.</param>
/// <param name="Total">What all of them cost.</param>
/// <param name="Policy">What a traveller gets back who cancels.</param>
/// <param name="Status">Where it is.</param>
/// <param name="Reason">Why it was cancelled, expired or refused: a stable word; null otherwise.</param>
/// <param name="ExpiresAt">Until when it must be paid, UTC.</param>
/// <param name="PaymentId">The payment that paid it, or else the one under way; null when there is none.</param>
/// <param name="RefundAmount">What goes back to the traveller, or has; zero when nothing does.</param>
/// <param name="PayoutAmount">What the guide got; null before.</param>
/// <param name="FeeAmount">Our fee; null before the guide got the rest.</param>
/// <param name="Guests">The names of those who come: none yet, or one for each seat.</param>
/// <param name="Wishes">What the traveller asks for; may be empty.</param>
/// <param name="Contact">Whom the guide reaches; null once it was erased.</param>
/// <param name="CheckedInAt">When the guide has checked the voucher, UTC; null before.</param>
/// <param name="Version">Grows with each change; the ETag of the API.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="UpdatedAt">When it last changed, UTC.</param>
/// <param name="Complaint">Why the guide's money waits, or waited, for an officer; null when it does not.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Booking")]
public sealed record Booking(
    [property: Id(0)] string Id,
    [property: Id(1)] string AccountId,
    [property: Id(2)] string GuideId,
    [property: Id(3)] string TripId,
    [property: Id(4)] string DepartureId,
    [property: Id(5)] string TripTitle,
    [property: Id(6)] DateOnly StartsOn,
    [property: Id(7)] DateOnly EndsOn,
    [property: Id(8)] string TimeZone,
    [property: Id(9)] DateTimeOffset StartsAt,
    [property: Id(10)] DateTimeOffset EndsAt,
    [property: Id(11)] DateTimeOffset CutOffAt,
    [property: Id(12)] int Seats,
    [property: Id(13)] Money PricePerPerson,
    [property: Id(14)] Money Total,
    [property: Id(15)] CancellationPolicy Policy,
    [property: Id(16)] BookingStatus Status,
    [property: Id(17)] string? Reason,
    [property: Id(18)] DateTimeOffset ExpiresAt,
    [property: Id(19)] string? PaymentId,
    [property: Id(20)] Money RefundAmount,
    [property: Id(21)] Money? PayoutAmount,
    [property: Id(22)] Money? FeeAmount,
    [property: Id(23)] ImmutableArray<string> Guests,
    [property: Id(24)] string Wishes,
    [property: Id(25)] BookingContact? Contact,
    [property: Id(26)] DateTimeOffset? CheckedInAt,
    [property: Id(27)] long Version,
    [property: Id(28)] DateTimeOffset CreatedAt,
    [property: Id(29)] DateTimeOffset UpdatedAt,
    [property: Id(30)] BookingComplaint? Complaint = null);
