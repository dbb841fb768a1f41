using System.Collections.Immutable;

namespace Nusaloka.Grains.Trips;

/// <summary>What is remembered of the trips that a person has saved.</summary>
public sealed record SavedTripsState
{
    /// <summary>Oldest first, each trip once.</summary>
    public ImmutableArray<SavedTripEntry> Trips { get; init; } = [];
}

/// <summary>One saved trip.</summary>
/// <param name="TripId">Which.</param>
/// <param name="SavedAt">When it was saved.</param>
public sealed record SavedTripEntry(string TripId, DateTimeOffset SavedAt);
