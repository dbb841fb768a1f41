namespace Nusaloka.Departures;

/// <summary>Makes or changes a departure.</summary>
/// <param name="TripId">UUID of the trip.</param>
/// <param name="GuideId">UUID of the guide's account.</param>
/// <param name="StartsOn">The first day, in the time zone. A new departure starts after its cut-off, which is not over.</param>
/// <param name="Days">1 to <see cref="DepartureLimits.MaxDays"/>.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Capacity">1 to <see cref="DepartureLimits.MaxCapacity"/>, and never less than what is held, offered and sold.</param>
/// <param name="MinPeople">1 to <paramref name="Capacity"/>.</param>
/// <param name="CutOff">
/// Until when seats are sold: the time on the clocks of the time zone, in whole seconds, at the latest when the first day begins, which null stands for; of a departure that needs
/// a group before that, and null stands for a day before (a setting). A time that the clocks skip is the one after the gap, one that they show twice is the first.
/// </param>
/// <param name="OwnPrice">Per person, more than zero, at most <see cref="DepartureLimits.MaxPrice"/>; null for the trip's prices.</param>
/// <param name="ExpectedVersion">The <see cref="Departure.Version"/> that the caller saw; null to change whatever is there; 0 to make a new one only.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SaveDeparture")]
public sealed record SaveDeparture(
    [property: Id(0)] string TripId,
    [property: Id(1)] string GuideId,
    [property: Id(2)] DateOnly StartsOn,
    [property: Id(3)] int Days,
    [property: Id(4)] string TimeZone,
    [property: Id(5)] int Capacity,
    [property: Id(6)] int MinPeople,
    [property: Id(7)] LocalDateTime? CutOff,
    [property: Id(8)] Money? OwnPrice,
    [property: Id(9)] long? ExpectedVersion)
{
    /// <summary>What the trip asks of one person on the first day, which counts without an own price: whether the price falls is told by it. Null when the caller does not know.</summary>
    [Id(10)]
    public Money? TripPrice { get; init; }
}

/// <summary>Keeps seats for a booking for a while.</summary>
/// <param name="BookingId">UUID.</param>
/// <param name="AccountId">UUID of the account that books.</param>
/// <param name="Seats">1 to <see cref="DepartureLimits.MaxSeatsOfBooking"/>.</param>
/// <param name="Until">When the seats are free again; in the future, at most <see cref="DepartureLimits.MaxHold"/> from now.</param>
/// <param name="For">What is booked: a departure that is another by now refuses. Null for whatever it is.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.HoldSeats")]
public sealed record HoldSeats(
    [property: Id(0)] string BookingId,
    [property: Id(1)] string AccountId,
    [property: Id(2)] int Seats,
    [property: Id(3)] DateTimeOffset Until,
    [property: Id(4)] Journey? For = null);

/// <summary>Sells a booking its seats.</summary>
/// <param name="BookingId">UUID.</param>
/// <param name="Seats">As many as were held.</param>
/// <param name="For">What was booked: a departure that is another by now refuses. Null for whatever it is.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ConfirmSeats")]
public sealed record ConfirmSeats(
    [property: Id(0)] string BookingId,
    [property: Id(1)] int Seats,
    [property: Id(2)] Journey? For = null);

/// <summary>Waits for seats of a departure that has not enough.</summary>
/// <param name="AccountId">UUID of the account that waits.</param>
/// <param name="Seats">1 to <see cref="DepartureLimits.MaxSeatsOfBooking"/>, at most the capacity.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.JoinWaiting")]
public sealed record JoinWaiting(
    [property: Id(0)] string AccountId,
    [property: Id(1)] int Seats);
