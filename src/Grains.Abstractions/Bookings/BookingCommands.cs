using System.Collections.Immutable;
using Nusaloka.Payments;

namespace Nusaloka.Bookings;

/// <summary>Books seats.</summary>
/// <param name="AccountId">Who books.</param>
/// <param name="DepartureId">The departure.</param>
/// <param name="Seats">1 to <see cref="BookingLimits.MaxSeats"/>.</param>
/// <param name="Guests">The names of those who come: none yet, or one for each seat.</param>
/// <param name="Wishes">At most <see cref="BookingLimits.MaxWishesLength"/> characters; may be empty.</param>
/// <param name="Contact">Whom the guide reaches.</param>
/// <param name="Fingerprint">Lower-case hex SHA-256 of what the caller asked; the same id with another one is refused.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CreateBooking")]
public sealed record CreateBooking(
    [property: Id(0)] string AccountId,
    [property: Id(1)] string DepartureId,
    [property: Id(2)] int Seats,
    [property: Id(3)] ImmutableArray<string> Guests,
    [property: Id(4)] string Wishes,
    [property: Id(5)] BookingContact Contact,
    [property: Id(6)] string Fingerprint);

/// <summary>Writes the guest list anew.</summary>
/// <param name="Actor">The traveller, or an admin.</param>
/// <param name="Guests">One name for each seat.</param>
/// <param name="Wishes">What is asked for; null to leave it.</param>
/// <param name="Contact">Whom the guide reaches; null to leave it.</param>
/// <param name="ExpectedVersion">The <see cref="Booking.Version"/> that the caller saw; null to change whatever is there.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ChangeGuests")]
public sealed record ChangeGuests(
    [property: Id(0)] BookingActor Actor,
    [property: Id(1)] ImmutableArray<string> Guests,
    [property: Id(2)] string? Wishes,
    [property: Id(3)] BookingContact? Contact,
    [property: Id(4)] long? ExpectedVersion);

/// <summary>Pays a booking.</summary>
/// <param name="AccountId">Who pays: the traveller.</param>
/// <param name="Source">What to pay with.</param>
/// <param name="Key">The caller's Idempotency-Key.</param>
/// <param name="Fingerprint">As in <see cref="CreateBooking"/>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.PayBooking")]
public sealed record PayBooking(
    [property: Id(0)] string AccountId,
    [property: Id(1)] PaymentSource Source,
    [property: Id(2)] string Key,
    [property: Id(3)] string Fingerprint);

/// <summary>Cancels by a quote.</summary>
/// <param name="Actor">Who got the quote.</param>
/// <param name="QuoteId">The actor's newest quote.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ConfirmCancellation")]
public sealed record ConfirmCancellation(
    [property: Id(0)] BookingActor Actor,
    [property: Id(1)] Guid QuoteId);

/// <summary>Checks a voucher.</summary>
/// <param name="Actor">The guide, or an admin.</param>
/// <param name="Code">What the voucher says, in any case, with or without hyphens.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CheckIn")]
public sealed record CheckIn(
    [property: Id(0)] BookingActor Actor,
    [property: Id(1)] string Code);

/// <summary>Says that a trip was not what was sold.</summary>
/// <param name="Actor">The traveller.</param>
/// <param name="Text">1 to <see cref="BookingLimits.MaxComplaintLength"/> characters.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Complain")]
public sealed record Complain(
    [property: Id(0)] BookingActor Actor,
    [property: Id(1)] string Text);

/// <summary>An officer's decision about money that waits.</summary>
/// <param name="OfficerId">Who decides.</param>
/// <param name="RefundAmount">What goes back to the traveller, zero to all of it; the rest is the guide's.</param>
/// <param name="Note">Why: 1 to <see cref="PaymentLimits.MaxReasonLength"/> characters.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.DecideComplaint")]
public sealed record DecideComplaint(
    [property: Id(0)] string OfficerId,
    [property: Id(1)] Money RefundAmount,
    [property: Id(2)] string Note);
