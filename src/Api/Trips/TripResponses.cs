using Nusaloka.Trips;

namespace Nusaloka.Api.Trips;

/// <summary>A trip package.</summary>
/// <param name="Id">The trip's id.</param>
/// <param name="GuideId">The account that offers it.</param>
/// <param name="Status">draft, published, archived or deleted.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Description">What it is; may be empty.</param>
/// <param name="Region">Where it is; may be empty.</param>
/// <param name="TimeZone">The zone of the first place, in which departures are counted.</param>
/// <param name="Places">Where it leads, in order.</param>
/// <param name="Days">The itinerary, day by day.</param>
/// <param name="Included">What is in the price.</param>
/// <param name="NotIncluded">What is not.</param>
/// <param name="Price">For one person, in whole rupiah; 0 while it is not decided.</param>
/// <param name="GroupPrices">Lower prices for larger groups, by growing size.</param>
/// <param name="Seasons">Prices of departures in some time of the year, by date.</param>
/// <param name="Languages">Languages in which it is guided.</param>
/// <param name="Difficulty">How hard it is.</param>
/// <param name="Tags">What it is about.</param>
/// <param name="Photos">Ids of pictures; the first is its face.</param>
/// <param name="CancellationPolicy">What who cancels gets back.</param>
/// <param name="MinPeople">The smallest group that it is done for.</param>
/// <param name="MaxPeople">The largest group.</param>
/// <param name="Version">Grows with each change.</param>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="PublishedAt">When it was first published; null when it never was.</param>
public sealed record TripResponse(
    string Id, string GuideId, TripStatus Status, string Title, string Description, string Region, string TimeZone,
    IReadOnlyList<TripPlaceBody> Places, IReadOnlyList<TripDayBody> Days, IReadOnlyList<string> Included, IReadOnlyList<string> NotIncluded,
    long Price, IReadOnlyList<GroupPriceBody> GroupPrices, IReadOnlyList<SeasonPriceBody> Seasons, IReadOnlyList<string> Languages,
    TripDifficulty Difficulty, IReadOnlyList<string> Tags, IReadOnlyList<string> Photos, CancellationPolicy CancellationPolicy,
    int MinPeople, int MaxPeople, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? PublishedAt)
{
    /// <summary>The wire shape of a trip.</summary>
    public static TripResponse Of(Trip trip) => new(
        trip.Id, trip.GuideId, trip.Status, trip.Title, trip.Description, trip.Region, trip.TimeZone, TripPlaceBody.Of(trip.Places),
        TripDayBody.Of(trip.Days), trip.Details.Included, trip.Details.NotIncluded, trip.Price.Units, GroupPriceBody.Of(trip.GroupPrices),
        SeasonPriceBody.Of(trip.Seasons), trip.Languages, trip.Difficulty, trip.Tags, trip.Details.Photos, trip.CancellationPolicy,
        trip.MinPeople, trip.MaxPeople, trip.Version, trip.CreatedAt, trip.UpdatedAt, trip.PublishedAt);
}

/// <summary>A trip in a list of one's own.</summary>
/// <param name="Id">The trip's id.</param>
/// <param name="Status">draft, published or archived.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Region">Where it is; may be empty.</param>
/// <param name="Price">For one person, in whole rupiah; 0 while it is not decided.</param>
/// <param name="Days">How many days.</param>
/// <param name="Photo">The id of its first picture; null when it has none.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record TripSummaryResponse(
    string Id, TripStatus Status, string Title, string Region, long Price, int Days, string? Photo, DateTimeOffset UpdatedAt)
{
    /// <summary>The wire shape of a trip in a list.</summary>
    public static TripSummaryResponse Of(TripSummary trip) =>
        new(trip.Id, trip.Status, trip.Title, trip.Region, trip.Price.Units, trip.Days, trip.Photo, trip.UpdatedAt);
}

/// <summary>One page of one's own trips.</summary>
/// <param name="Data">The last changed first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record OwnTripsResponse(IReadOnlyList<TripSummaryResponse> Data, string? NextCursor);

/// <summary>What is done on each day of a trip.</summary>
/// <param name="TripId">The trip's id.</param>
/// <param name="Title">What the trip is called.</param>
/// <param name="TimeZone">The zone of the first place.</param>
/// <param name="Days">Day by day.</param>
public sealed record ItineraryResponse(string TripId, string Title, string TimeZone, IReadOnlyList<TripDayBody> Days)
{
    /// <summary>The wire shape of an itinerary.</summary>
    public static ItineraryResponse Of(Trip trip) => new(trip.Id, trip.Title, trip.TimeZone, TripDayBody.Of(trip.Days));
}
