using Nusaloka.Search;
using Nusaloka.Trips;

namespace Nusaloka.Api.Search;

/// <summary>A trip in a list.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Title">What it is called.</param>
/// <param name="GuideId">The account that offers it.</param>
/// <param name="Region">Where it is.</param>
/// <param name="Places">Where it leads, in order.</param>
/// <param name="Price">Whole rupiah for one person, where neither season nor departure has another price.</param>
/// <param name="Days">How many days.</param>
/// <param name="Difficulty">Easy, moderate or hard.</param>
/// <param name="MaxPeople">The largest group.</param>
/// <param name="Languages">Languages in which it is guided.</param>
/// <param name="Tags">What it is about.</param>
/// <param name="Photo">The id of its first picture; null while it has none.</param>
/// <param name="Rating">The mean of its stars; null while nobody has reviewed it.</param>
/// <param name="Reviews">How many have reviewed it.</param>
/// <param name="NextDeparture">The next start with free seats that fits what was asked for; null when there is none.</param>
/// <param name="DistanceMeters">How far its first place is from the point that was asked for; null without one.</param>
/// <param name="FromPrice">The lowest price for one person for which it can be booked now; the trip's price while nothing can be booked.</param>
public sealed record ListedTripResponse(
    string Id, string Title, string GuideId, string Region, IReadOnlyList<string> Places, long Price, int Days, TripDifficulty Difficulty, int MaxPeople,
    IReadOnlyList<string> Languages, IReadOnlyList<string> Tags, string? Photo, double? Rating, int Reviews, NextDepartureResponse? NextDeparture, int? DistanceMeters,
    long FromPrice)
{
    /// <summary>The wire shape of a trip that was found.</summary>
    public static ListedTripResponse Of(FoundTrip trip) => new(
        trip.Id, trip.Title, trip.GuideId, trip.Region, trip.Places, trip.Price.Units, trip.Days, trip.Difficulty, trip.MaxPeople, trip.Languages, trip.Tags, trip.Photo,
        trip.Rating, trip.Reviews, trip.Next is { } next ? new NextDepartureResponse(next.DepartureId, next.StartsOn, next.FreeSeats, next.Price.Units) : null,
        trip.DistanceMeters is { } metres ? (int)Math.Round(metres) : null, trip.FromPrice.Units);
}

/// <summary>A start that can be booked.</summary>
/// <param name="Id">UUID of the departure.</param>
/// <param name="StartsOn">The day, in the trip's zone.</param>
/// <param name="FreeSeats">How many seats are free.</param>
/// <param name="Price">What one person pays, in whole rupiah; of larger groups each may pay less.</param>
public sealed record NextDepartureResponse(string Id, DateOnly StartsOn, int FreeSeats, long Price);

/// <summary>A page of trips.</summary>
/// <param name="Data">The trips, in the order that was asked for.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
/// <param name="IsFuzzy">Whether so few trips have the words themselves that those with similar names are among them.</param>
/// <param name="Total">How many there are altogether; null on later pages and without facets.</param>
/// <param name="Facets">What there is to choose from, with counts; null on later pages and without facets.</param>
public sealed record ListedTripsResponse(
    IReadOnlyList<ListedTripResponse> Data, string? NextCursor, bool IsFuzzy, long? Total, IReadOnlyDictionary<string, IReadOnlyList<FacetValueResponse>>? Facets)
{
    /// <summary>The wire shape of a page.</summary>
    public static ListedTripsResponse Of(FoundTrips found) => new(
        [.. found.Trips.Select(ListedTripResponse.Of)], found.NextCursor, found.IsFuzzy, found.Total,
        found.Total is null ? null : found.Facets.ToDictionary(
            static facet => facet.Name, static facet => (IReadOnlyList<FacetValueResponse>)[.. facet.Values.Select(static value => new FacetValueResponse(value.Value, value.Count))]));
}

/// <summary>A choice.</summary>
/// <param name="Value">What the query would say.</param>
/// <param name="Count">How many trips it would leave.</param>
public sealed record FacetValueResponse(string Value, long Count);

/// <summary>Trips and places.</summary>
/// <param name="Trips">The first page of trips.</param>
/// <param name="Places">Places with such names; empty without words.</param>
public sealed record SearchResponse(ListedTripsResponse Trips, IReadOnlyList<PlaceResponse> Places);

/// <summary>What somebody who types may mean.</summary>
/// <param name="Data">Often searched words, trips and places.</param>
public sealed record SuggestionsResponse(IReadOnlyList<SuggestionResponse> Data);

/// <summary>What somebody may mean.</summary>
/// <param name="Kind">Search, trip or place.</param>
/// <param name="Text">The words, the title or the name.</param>
/// <param name="Id">UUID of the trip or place; null for words.</param>
/// <param name="Detail">What tells it from others of that name; may be empty.</param>
public sealed record SuggestionResponse(SuggestionKind Kind, string Text, string? Id, string Detail);

/// <summary>What many search for.</summary>
/// <param name="Data">The words, most searched first.</param>
public sealed record PopularSearchesResponse(IReadOnlyList<string> Data);
