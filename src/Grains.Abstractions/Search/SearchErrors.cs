namespace Nusaloka.Search;

/// <summary>What can be wrong with a search.</summary>
public static class SearchErrors
{
    /// <summary>There is no place with this id.</summary>
    public static Error PlaceNotFound { get; } = new("place_not_found", ErrorKind.NotFound, "There is no place with this id.");
}
