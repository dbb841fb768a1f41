using Nusaloka.Bookings;

namespace Nusaloka.Grains.Bookings;

/// <summary>A quote as its booking remembers it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="CallerId">Whose it is: what a guide would give back, a traveller cannot take, and nobody's quote replaces another's.</param>
/// <param name="By">What the caller is to the booking.</param>
/// <param name="Status">Where the booking was: a quote for one that is not paid says nothing of one that is.</param>
/// <param name="RefundAmount">What would go back.</param>
/// <param name="ExpiresAt">Until when it stands.</param>
/// <param name="IsConfirmed">Whether the booking was cancelled by it.</param>
internal sealed record QuotedCancellation(
    Guid Id, string CallerId, BookingRole By, BookingStatus Status, Money RefundAmount, DateTimeOffset ExpiresAt, bool IsConfirmed);
