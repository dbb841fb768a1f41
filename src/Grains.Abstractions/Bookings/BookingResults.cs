using Nusaloka.Payments;

namespace Nusaloka.Bookings;

/// <summary>What a command on a booking did.</summary>
/// <param name="Booking">The booking as it is now.</param>
/// <param name="Replayed">Whether the command was done before under the same key.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.BookingResult")]
public sealed record BookingResult(
    [property: Id(0)] Booking Booking,
    [property: Id(1)] bool Replayed);

/// <summary>What paying a booking did.</summary>
/// <param name="Booking">The booking as it is now.</param>
/// <param name="Payment">Its payment as it is now.</param>
/// <param name="Replayed">Whether it was asked for before under the same key.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.BookingPayment")]
public sealed record BookingPayment(
    [property: Id(0)] Booking Booking,
    [property: Id(1)] Payment Payment,
    [property: Id(2)] bool Replayed);

/// <summary>What a traveller shows at the start.</summary>
/// <param name="Booking">The booking.</param>
/// <param name="Code">Proves it to the guide: four groups of four letters and digits, signed, the same each time.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Voucher")]
public sealed record Voucher(
    [property: Id(0)] Booking Booking,
    [property: Id(1)] string Code);

/// <summary>What a cancellation would give back, or has.</summary>
/// <param name="Id">Names the quote when it is confirmed.</param>
/// <param name="BookingId">The booking.</param>
/// <param name="IsCancelled">Whether the booking is cancelled already: one for which no payment was begun is, at once.</param>
/// <param name="RefundAmount">What the traveller gets back.</param>
/// <param name="Fee">What the traveller does not get back.</param>
/// <param name="RefundTo">The payment method that it goes back to; null when nothing does.</param>
/// <param name="ExpiresAt">Until when the quote stands, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CancellationQuote")]
public sealed record CancellationQuote(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string BookingId,
    [property: Id(2)] bool IsCancelled,
    [property: Id(3)] Money RefundAmount,
    [property: Id(4)] Money Fee,
    [property: Id(5)] string? RefundTo,
    [property: Id(6)] DateTimeOffset ExpiresAt);
