namespace Nusaloka.Departures;

/// <summary>A trip on certain days, and how many seats it has.</summary>
/// <param name="Id">UUID.</param>
/// <param name="TripId">The trip.</param>
/// <param name="GuideId">The account of the guide.</param>
/// <param name="StartsOn">The first day, in the time zone.</param>
/// <param name="EndsOn">The last day, in the time zone.</param>
/// <param name="TimeZone">IANA name of the zone in which the days are counted.</param>
/// <param name="StartsAt">When the first day begins, UTC.</param>
/// <param name="EndsAt">When the last day is over, UTC.</param>
/// <param name="CutOff">Until when seats are sold, the time on the clocks of the time zone.</param>
/// <param name="CutOffAt">The same, UTC.</param>
/// <param name="Capacity">How many seats there are.</param>
/// <param name="MinPeople">How many must be sold for the trip to take place.</param>
/// <param name="OwnPrice">Per person; null when the trip's prices count.</param>
/// <param name="Free">Seats that anybody may take: capacity less held, offered and sold.</param>
/// <param name="Held">Seats that bookings hold that are not paid, and seats that are offered to people who wait.</param>
/// <param name="Sold">Seats that are sold.</param>
/// <param name="Waiting">How many wait for seats.</param>
/// <param name="Status">Whether seats are sold.</param>
/// <param name="Version">Grows with each change that the guide makes, not with seats; the ETag of the API.</param>
/// <param name="UpdatedAt">When the guide last changed it, UTC.</param>
/// <param name="IsGuaranteed">Whether as many seats are sold as it needs, or were at its cut-off.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Departure")]
public sealed record Departure(
    [property: Id(0)] string Id,
    [property: Id(1)] string TripId,
    [property: Id(2)] string GuideId,
    [property: Id(3)] DateOnly StartsOn,
    [property: Id(4)] DateOnly EndsOn,
    [property: Id(5)] string TimeZone,
    [property: Id(6)] DateTimeOffset StartsAt,
    [property: Id(7)] DateTimeOffset EndsAt,
    [property: Id(8)] LocalDateTime CutOff,
    [property: Id(9)] DateTimeOffset CutOffAt,
    [property: Id(10)] int Capacity,
    [property: Id(11)] int MinPeople,
    [property: Id(12)] Money? OwnPrice,
    [property: Id(13)] int Free,
    [property: Id(14)] int Held,
    [property: Id(15)] int Sold,
    [property: Id(16)] int Waiting,
    [property: Id(17)] DepartureStatus Status,
    [property: Id(18)] long Version,
    [property: Id(19)] DateTimeOffset UpdatedAt,
    [property: Id(20)] bool IsGuaranteed);
