namespace Nusaloka.Grains.Bookings;

/// <summary>A payment that has succeeded and names a booking.</summary>
/// <param name="Id">The payment.</param>
/// <param name="PayerId">Who paid.</param>
/// <param name="Amount">What was taken.</param>
/// <param name="Method">What it was paid with.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.PaymentForBooking")]
internal sealed record PaymentForBooking(
    [property: Id(0)] string Id,
    [property: Id(1)] string PayerId,
    [property: Id(2)] Money Amount,
    [property: Id(3)] string Method);
