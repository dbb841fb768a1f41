using System.Collections.Immutable;

namespace Nusaloka.Operations;

/// <summary>The cluster at a moment.</summary>
/// <param name="ViewVersion">The newest view that any process knows.</param>
/// <param name="Processes">The processes that reported within the last half minute, silos first, by name.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ClusterFigures")]
public sealed record ClusterFigures(
    [property: Id(0)] long ViewVersion,
    [property: Id(1)] ImmutableArray<ProcessFigures> Processes);
