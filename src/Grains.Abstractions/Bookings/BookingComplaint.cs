namespace Nusaloka.Bookings;

/// <summary>Why the guide's money waits for an officer, and what the officer has decided.</summary>
/// <param name="Reason">Who or what holds it up.</param>
/// <param name="Text">What the traveller says; empty for other reasons.</param>
/// <param name="At">Since when, UTC.</param>
/// <param name="RefundAmount">What of it goes back to the traveller; null while nothing is decided.</param>
/// <param name="Note">Why the officer decided so; empty before.</param>
/// <param name="DecidedBy">The officer; null while nothing is decided.</param>
/// <param name="DecidedAt">When, UTC; null while nothing is decided.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.BookingComplaint")]
public sealed record BookingComplaint(
    [property: Id(0)] ComplaintReason Reason,
    [property: Id(1)] string Text,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] Money? RefundAmount = null,
    [property: Id(4)] string Note = "",
    [property: Id(5)] string? DecidedBy = null,
    [property: Id(6)] DateTimeOffset? DecidedAt = null);
