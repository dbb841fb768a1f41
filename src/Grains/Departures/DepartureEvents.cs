using System.Collections.Immutable;

namespace Nusaloka.Grains.Departures;

/// <summary>A departure that was full has free seats, and nobody who waits wants so few.</summary>
/// <param name="DepartureId">The departure.</param>
/// <param name="TripId">Its trip.</param>
/// <param name="Free">How many seats were free then.</param>
/// <param name="At">When.</param>
internal sealed record SeatFreed(string DepartureId, string TripId, int Free, DateTimeOffset At)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "departure.seat_freed";
}

/// <summary>Seats are kept for somebody who waited for them.</summary>
/// <param name="DepartureId">The departure.</param>
/// <param name="TripId">Its trip.</param>
/// <param name="AccountId">For whom.</param>
/// <param name="Seats">How many.</param>
/// <param name="Until">Until when.</param>
/// <param name="StartsOn">The departure's first day.</param>
/// <param name="TimeZone">IANA name of its zone.</param>
internal sealed record SeatsOffered(
    string DepartureId, string TripId, string AccountId, int Seats, DateTimeOffset Until, DateOnly StartsOn, string TimeZone)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "departure.seats_offered";
}

/// <summary>Who books a departure now pays less than before.</summary>
/// <param name="DepartureId">The departure.</param>
/// <param name="TripId">Its trip.</param>
/// <param name="Before">What one person paid.</param>
/// <param name="Price">What one person pays.</param>
/// <param name="At">Since when.</param>
internal sealed record DeparturePriceFell(string DepartureId, string TripId, Money Before, Money Price, DateTimeOffset At)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "departure.price_fell";
}

/// <summary>A departure does not take place.</summary>
/// <param name="DepartureId">The departure.</param>
/// <param name="TripId">Its trip.</param>
/// <param name="GuideId">Its guide.</param>
/// <param name="StartsOn">Its first day.</param>
/// <param name="Waiting">The accounts that waited for seats.</param>
/// <param name="At">When it was called off.</param>
/// <param name="Sold">How many seats were sold, when it was called off by itself because these were too few; null when somebody called it off.</param>
/// <param name="MinPeople">How many it needed; null as above.</param>
internal sealed record DepartureCancelled(
    string DepartureId, string TripId, string GuideId, DateOnly StartsOn, ImmutableArray<string> Waiting, DateTimeOffset At, int? Sold = null, int? MinPeople = null)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "departure.cancelled";
}
