namespace Nusaloka.Search;

/// <summary>The order of trips that were found.</summary>
[GenerateSerializer, Alias("nusaloka.TripSort")]
public enum TripSort
{
    /// <summary>What fits the text best first; without a text the best rated.</summary>
    Relevance = 0,

    /// <summary>The cheapest first.</summary>
    Price = 1,

    /// <summary>What starts next first; trips without a start with free seats are left out.</summary>
    Date = 2,

    /// <summary>The best rated first.</summary>
    Rating = 3,

    /// <summary>The nearest first; takes a point.</summary>
    Distance = 4,
}
