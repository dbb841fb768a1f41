namespace Nusaloka.Grains.Search.Trips;

/// <summary>Where PostgreSQL begins when trips must have a departure in a time: it cannot know how many departures the query's time and seats leave.</summary>
internal enum DatesFit
{
    /// <summary>As it likes.</summary>
    Any,

    /// <summary>With the departures, of which there are few.</summary>
    DeparturesFirst,

    /// <summary>With the trips in their order, of which most have one.</summary>
    TripsFirst,
}
