namespace Nusaloka.Grains.Trips;

/// <summary>What people are told of a trip.</summary>
[GenerateSerializer, Alias("nusaloka.TripAlertCause")]
public enum TripAlertCause
{
    /// <summary>It costs less, or one of its departures does.</summary>
    PriceFell = 0,

    /// <summary>A departure that was full has free seats.</summary>
    SeatFreed = 1,

    /// <summary>Something about what they have booked is written anew. For who has a booking, not for who has saved the trip.</summary>
    Changed = 2,
}

/// <summary>News of a trip for those who have saved it, or booked it.</summary>
/// <param name="TripId">Which.</param>
/// <param name="Cause">What it is.</param>
/// <param name="DepartureId">The departure with free seats, or whose own price fell; null when it is no departure.</param>
/// <param name="Price">What it costs since; null for another cause.</param>
/// <param name="Title">The trip's title; null when there is no such trip any more, and in news from before this was told.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.TripNews")]
public sealed record TripNews(
    [property: Id(0)] string TripId,
    [property: Id(1)] TripAlertCause Cause,
    [property: Id(2)] string? DepartureId,
    [property: Id(3)] Money? Price,
    [property: Id(4)] string? Title = null);

/// <summary>
/// Somebody who has saved or booked a trip should hear of it. There is one for each person, trip, cause and day (UTC); of changes one for each version.
/// </summary>
/// <param name="AccountId">Who.</param>
/// <param name="News">Of what.</param>
public sealed record TripAlert(string AccountId, TripNews News)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "trip.alert";
}

/// <summary>More people are to be told of the trip.</summary>
/// <param name="Key">The grain that tells them.</param>
/// <param name="Page">Which page of them.</param>
public sealed record TripAlertsDue(string Key, int Page)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "trip.alerts_due";
}
