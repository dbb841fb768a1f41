namespace Nusaloka.Search;

/// <summary>Bounds of searches.</summary>
public static class SearchLimits
{
    /// <summary>The longest text that is looked for, in UTF-16 units.</summary>
    public const int MaxTextLength = 100;

    /// <summary>The largest radius around a point, in metres.</summary>
    public const int MaxRadiusMeters = 1_000_000;

    /// <summary>The radius around a point when the caller names none, in metres.</summary>
    public const int DefaultRadiusMeters = 50_000;

    /// <summary>The most places that one question answers.</summary>
    public const int MaxPlaces = 100;

    /// <summary>The most regions, months, tags or languages that a query names.</summary>
    public const int MaxChoices = 20;

    /// <summary>The most suggestions of each kind, and popular searches.</summary>
    public const int MaxSuggestions = 20;
}
