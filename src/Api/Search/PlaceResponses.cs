using Nusaloka.Search;

namespace Nusaloka.Api.Search;

/// <summary>A place.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Kind">Town, island or destination.</param>
/// <param name="Name">Its name.</param>
/// <param name="Regency">Kabupaten or kota; may be empty.</param>
/// <param name="Province">Its province; may be empty.</param>
/// <param name="Latitude">Degrees, WGS84.</param>
/// <param name="Longitude">Degrees, WGS84.</param>
/// <param name="TimeZone">A name of the IANA database; null where it is not known.</param>
/// <param name="Population">How many people live there; null where it is not known.</param>
/// <param name="DistanceMeters">How far it is from the point that was asked for; null without one.</param>
public sealed record PlaceResponse(
    Guid Id, PlaceKind Kind, string Name, string Regency, string Province, double Latitude, double Longitude, string? TimeZone, int? Population, int? DistanceMeters)
{
    /// <summary>The wire shape of a place.</summary>
    public static PlaceResponse Of(Place place) => Of(new FoundPlace(place, null));

    /// <summary>The wire shape of a place that was found.</summary>
    public static PlaceResponse Of(FoundPlace found)
    {
        var place = found.Place;
        return new PlaceResponse(
            place.Id, place.Kind, place.Name, place.Regency, place.Province, place.Location.Latitude, place.Location.Longitude, place.TimeZone, place.Population,
            found.DistanceMeters is { } metres ? (int)Math.Round(metres) : null);
    }
}

/// <summary>Places, the best first.</summary>
/// <param name="Data">The places.</param>
public sealed record PlacesResponse(IReadOnlyList<PlaceResponse> Data);
