namespace Nusaloka;

/// <summary>Which page of a list is wanted.</summary>
/// <param name="Limit">The most items to answer: 1 to <see cref="MaxLimit"/>.</param>
/// <param name="Cursor">The <see cref="Page{T}.NextCursor"/> of the page before; null for the first.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.PageRequest")]
public sealed record PageRequest(
    [property: Id(0)] int Limit,
    [property: Id(1)] string? Cursor)
{
    /// <summary>The most items that a page can have.</summary>
    public const int MaxLimit = 100;

    /// <summary>The number of items when the caller names none.</summary>
    public const int DefaultLimit = 20;
}
