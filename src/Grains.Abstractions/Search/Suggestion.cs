namespace Nusaloka.Search;

/// <summary>What somebody who types may mean.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The title, the name, or the words.</param>
/// <param name="Id">The id of the trip or place; null for words.</param>
/// <param name="Detail">What tells it from others: the region of a trip, regency and province of a place; may be empty.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Suggestion")]
public sealed record Suggestion(
    [property: Id(0)] SuggestionKind Kind,
    [property: Id(1)] string Text,
    [property: Id(2)] string? Id,
    [property: Id(3)] string Detail);

/// <summary>What a suggestion is.</summary>
[GenerateSerializer, Alias("nusaloka.SuggestionKind")]
public enum SuggestionKind
{
    /// <summary>Words that many search for.</summary>
    Search = 0,

    /// <summary>A trip.</summary>
    Trip = 1,

    /// <summary>A place.</summary>
    Place = 2,
}
