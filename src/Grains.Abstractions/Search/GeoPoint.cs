namespace Nusaloka.Search;

/// <summary>A point on the earth, WGS84.</summary>
/// <param name="Latitude">Degrees, -90 to 90.</param>
/// <param name="Longitude">Degrees, -180 to 180.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.GeoPoint")]
public sealed record GeoPoint([property: Id(0)] double Latitude, [property: Id(1)] double Longitude);
