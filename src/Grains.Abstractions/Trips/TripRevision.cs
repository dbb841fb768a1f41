using System.Collections.Immutable;

namespace Nusaloka.Trips;

/// <summary>Something that was done to a trip.</summary>
/// <param name="Version">The version that it made.</param>
/// <param name="Kind">What was done.</param>
/// <param name="ActorId">Who did it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Changed">The names of the parts that changed, as in the API, such as <c>group_prices</c>, in the order of <see cref="TripDetails"/>.</param>
/// <param name="Written">What is written in those parts since; of the other parts it says nothing.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.TripRevision")]
public sealed record TripRevision(
    [property: Id(0)] long Version,
    [property: Id(1)] TripRevisionKind Kind,
    [property: Id(2)] string ActorId,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] ImmutableArray<string> Changed,
    [property: Id(5)] TripDetails Written);

/// <summary>What was done to a trip.</summary>
[GenerateSerializer, Alias("nusaloka.TripRevisionKind")]
public enum TripRevisionKind
{
    /// <summary>It was begun.</summary>
    Created = 0,

    /// <summary>Something else is written.</summary>
    Changed = 1,

    /// <summary>It can be found and booked.</summary>
    Published = 2,

    /// <summary>It cannot any more.</summary>
    Archived = 3,

    /// <summary>It is gone.</summary>
    Deleted = 4,
}
