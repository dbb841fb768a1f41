namespace Nusaloka.Search;

/// <summary>A place in Indonesia.</summary>
/// <param name="Id">Made from what it is and where: the same after every load of the same data.</param>
/// <param name="Kind">What sort of place.</param>
/// <param name="Name">As people write it.</param>
/// <param name="Regency">Kabupaten or kota; may be empty.</param>
/// <param name="Province">Its name; may be empty.</param>
/// <param name="Location">Where it is.</param>
/// <param name="TimeZone">A name of the IANA database; null where it is not known.</param>
/// <param name="Population">How many people live there; null where it is not known.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Place")]
public sealed record Place(
    [property: Id(0)] Guid Id,
    [property: Id(1)] PlaceKind Kind,
    [property: Id(2)] string Name,
    [property: Id(3)] string Regency,
    [property: Id(4)] string Province,
    [property: Id(5)] GeoPoint Location,
    [property: Id(6)] string? TimeZone,
    [property: Id(7)] int? Population);
