using System.Collections.Immutable;

namespace Nusaloka.Search;

/// <summary>A page of trips that fit a query.</summary>
/// <param name="Trips">The trips, in the query's order.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
/// <param name="IsFuzzy">Whether so few had the words themselves that trips with similar names are among them.</param>
/// <param name="Total">How many fit altogether; null where it was not counted.</param>
/// <param name="Facets">What there is to choose from; empty where it was not counted.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.FoundTrips")]
public sealed record FoundTrips(
    [property: Id(0)] ImmutableArray<FoundTrip> Trips,
    [property: Id(1)] string? NextCursor,
    [property: Id(2)] bool IsFuzzy,
    [property: Id(3)] long? Total,
    [property: Id(4)] ImmutableArray<Facet> Facets);

/// <summary>One thing to choose by, with how many trips each choice would leave: those that fit all of the query but what it says of this facet.</summary>
/// <param name="Name"><c>region</c>, <c>price</c>, <c>days</c>, <c>difficulty</c>, <c>month</c> or <c>tag</c>.</param>
/// <param name="Values">The choices, those without trips left out; at most 30. For <c>tag</c>, of which a trip must have all that are chosen, what one more would leave.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Facet")]
public sealed record Facet([property: Id(0)] string Name, [property: Id(1)] ImmutableArray<FacetValue> Values);

/// <summary>A choice.</summary>
/// <param name="Value">What the query would say; for <c>price</c> and <c>days</c> the least and the most, as in <c>500000-999999</c>, the last one open: <c>5000000-</c>.</param>
/// <param name="Count">How many trips.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.FacetValue")]
public sealed record FacetValue([property: Id(0)] string Value, [property: Id(1)] long Count);
