using System.Collections.Immutable;

namespace Nusaloka;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items, in the list's stated order.</param>
/// <param name="NextCursor">Where the next page begins; null at the end. Opaque to callers of the API.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Page`1")]
public sealed record Page<T>(
    [property: Id(0)] ImmutableArray<T> Items,
    [property: Id(1)] string? NextCursor);
