using System.Text.Json.Serialization;
using Nusaloka.Departures;

namespace Nusaloka.Grains.Departures;

/// <summary>What the guide says of a departure, checked.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="GuideId">The guide's account.</param>
/// <param name="StartsOn">The first day.</param>
/// <param name="EndsOn">The last day.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="StartsAt">When the first day begins, UTC.</param>
/// <param name="EndsAt">When the last day is over, UTC.</param>
/// <param name="CutOff">Until when seats are sold, on the clocks of the time zone.</param>
/// <param name="CutOffAt">The same, UTC.</param>
/// <param name="Capacity">How many seats.</param>
/// <param name="MinPeople">How many must be sold.</param>
/// <param name="OwnPrice">Per person; null for the trip's prices.</param>
internal sealed record DepartureTerms(
    string TripId,
    string GuideId,
    DateOnly StartsOn,
    DateOnly EndsOn,
    string TimeZone,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    LocalDateTime CutOff,
    DateTimeOffset CutOffAt,
    int Capacity,
    int MinPeople,
    Money? OwnPrice)
{
    /// <summary>What people book of it.</summary>
    [JsonIgnore]
    public Journey Journey => new(TripId, GuideId, StartsOn, EndsOn, TimeZone);
}
