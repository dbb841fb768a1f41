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

/// <summary>A published trip costs less for one person than before.</summary>
/// <param name="TripId">Which.</param>
/// <param name="Before">What it cost.</param>
/// <param name="Price">What it costs.</param>
public sealed record TripPriceFell(string TripId, Money Before, Money Price)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "trip.price_fell";
}
