namespace Nusaloka.Search;

/// <summary>A place that fits a query.</summary>
/// <param name="Place">The place.</param>
/// <param name="DistanceMeters">How far it is from the query's point, on the ellipsoid; null when the query has none.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.FoundPlace")]
public sealed record FoundPlace([property: Id(0)] Place Place, [property: Id(1)] double? DistanceMeters);
