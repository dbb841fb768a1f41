using System.Collections.Immutable;
using Nusaloka.Search;

namespace Nusaloka.Grains.Search.Places;

/// <summary>What a file of places has: places, or what is wrong with it.</summary>
/// <param name="Places">All places; empty when something is wrong.</param>
/// <param name="Faults">The first wrong lines, at most <see cref="PlaceFile.MaxFaults"/>.</param>
public sealed record PlaceFileContent(ImmutableArray<Place> Places, ImmutableArray<PlaceFileFault> Faults);

/// <summary>A wrong line.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="What">What is wrong, as the end of "line N: …".</param>
public sealed record PlaceFileFault(int Line, string What);
