namespace Nusaloka.Bookings;

/// <summary>Who wants something of a booking. Whom it is none of their business is answered as if there were no such booking.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="IsAdmin">Whether it may act for anybody.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.BookingActor")]
public sealed record BookingActor(
    [property: Id(0)] string AccountId,
    [property: Id(1)] bool IsAdmin);
