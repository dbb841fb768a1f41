using System.Collections.Immutable;

namespace Nusaloka.Grains.Trips;

/// <summary>A trip can be found and booked.</summary>
/// <param name="TripId">Which.</param>
/// <param name="GuideId">Whose.</param>
public sealed record TripPublished(string TripId, string GuideId)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "trip.published";
}

/// <summary>A trip that could be booked cannot any more: it was archived or deleted.</summary>
/// <param name="TripId">Which.</param>
/// <param name="GuideId">Whose.</param>
public sealed record TripArchived(string TripId, string GuideId)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "trip.archived";
}

/// <summary>Something is written anew of a trip that people may have booked, and it is about what they have booked.</summary>
/// <param name="TripId">Which.</param>
/// <param name="Version">The trip's version since.</param>
/// <param name="Parts">The parts that changed, by their names in the API.</param>
/// <param name="Title">What the trip is called since; null in events from before that was noted.</param>
public sealed record TripChanged(string TripId, long Version, ImmutableArray<string> Parts, string? Title = null)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "trip.changed";
}

/// <summary>A published trip costs less than before for some group on some day: by its price, a group price or a season.</summary>
/// <param name="TripId">Which.</param>
/// <param name="Before">What each of the smallest such group paid.</param>
/// <param name="Price">What they pay.</param>
public sealed record TripPriceFell(string TripId, Money Before, Money Price)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "trip.price_fell";
}
