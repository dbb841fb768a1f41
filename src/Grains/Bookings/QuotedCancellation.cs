namespace Nusaloka.Grains.Bookings;

/// <summary>A quote as its booking remembers it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="By">For whom it was made: what a guide would give back, a traveller cannot take.</param>
/// <param name="RefundAmount">What would go back.</param>
/// <param name="ExpiresAt">Until when it stands.</param>
/// <param name="IsConfirmed">Whether the booking was cancelled by it.</param>
internal sealed record QuotedCancellation(Guid Id, BookingRole By, Money RefundAmount, DateTimeOffset ExpiresAt, bool IsConfirmed);
