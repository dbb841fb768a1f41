namespace Nusaloka.Grains.Bookings;

/// <summary>What came of a step.</summary>
/// <param name="Next">The booking afterwards.</param>
/// <param name="Refusal">Why the other side refused it; null when it did not.</param>
internal sealed record StepOutcome(BookingState Next, Error? Refusal = null);
