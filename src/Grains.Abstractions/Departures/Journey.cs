namespace Nusaloka.Departures;

/// <summary>What people book of a departure, apart from its price. While seats are held or sold it stays as it is; without them the guide may move the departure.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="GuideId">The account of the guide.</param>
/// <param name="StartsOn">The first day, in the time zone.</param>
/// <param name="EndsOn">The last day, in the time zone.</param>
/// <param name="TimeZone">IANA name.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Journey")]
public sealed record Journey(
    [property: Id(0)] string TripId,
    [property: Id(1)] string GuideId,
    [property: Id(2)] DateOnly StartsOn,
    [property: Id(3)] DateOnly EndsOn,
    [property: Id(4)] string TimeZone);
