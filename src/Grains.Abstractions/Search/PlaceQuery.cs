namespace Nusaloka.Search;

/// <summary>Which places are looked for: by name, near a point, or both.</summary>
/// <param name="Text">A name or the beginning of one, in any case, with or without accents, misspelt by a letter or two; what follows a comma
/// is a regency or province. Null for any. At most <see cref="SearchLimits.MaxTextLength"/> characters.</param>
/// <param name="Near">Around which point; null for anywhere.</param>
/// <param name="RadiusMeters">How far from there at most: 1 to <see cref="SearchLimits.MaxRadiusMeters"/>.</param>
/// <param name="Limit">The most places to answer: 1 to <see cref="SearchLimits.MaxPlaces"/>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.PlaceQuery")]
public sealed record PlaceQuery(
    [property: Id(0)] string? Text,
    [property: Id(1)] GeoPoint? Near,
    [property: Id(2)] int RadiusMeters,
    [property: Id(3)] int Limit);
