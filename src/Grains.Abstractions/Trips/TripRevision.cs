using System.Collections.Immutable;

namespace Nusaloka.Trips;

/// <summary>Something that was done to a trip.</summary>
/// <param name="Version">The version that it made.</param>
/// <param name="Kind">What was done.</param>
/// <param name="ActorId">Who did it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Changes">What is written since, as JSON of each part that changed by its name, such as <c>title</c>; in the order of names.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.TripRevision")]
public sealed record TripRevision(
    [property: Id(0)] long Version,
    [property: Id(1)] TripRevisionKind Kind,
    [property: Id(2)] string ActorId,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] ImmutableArray<TripFieldChange> Changes);

/// <summary>A part of a trip that changed.</summary>
/// <param name="Field">Its name as in the API, such as <c>title</c>.</param>
/// <param name="Json">What is written there since, as JSON.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.TripFieldChange")]
public sealed record TripFieldChange(
    [property: Id(0)] string Field,
    [property: Id(1)] string Json);

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
