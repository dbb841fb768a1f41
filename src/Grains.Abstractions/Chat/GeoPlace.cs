namespace Nusaloka.Chat;

/// <summary>A place on earth (WGS 84).</summary>
/// <param name="Latitude">Degrees north: -90 to 90.</param>
/// <param name="Longitude">Degrees east: -180 to 180.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.GeoPlace")]
public sealed record GeoPlace([property: Id(0)] double Latitude, [property: Id(1)] double Longitude);
