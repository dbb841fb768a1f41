using System.Collections.Immutable;
using Nusaloka.Trips;

namespace Nusaloka.Search;

/// <summary>A trip that fits a query.</summary>
[GenerateSerializer, Immutable, Alias("nusaloka.FoundTrip")]
public sealed record FoundTrip
{
    /// <summary>UUID.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>The account that offers it.</summary>
    [Id(1)]
    public required string GuideId { get; init; }

    /// <summary>What it is called.</summary>
    [Id(2)]
    public required string Title { get; init; }

    /// <summary>Where it is, as its guide wrote it.</summary>
    [Id(3)]
    public required string Region { get; init; }

    /// <summary>Where it leads, in order.</summary>
    [Id(4)]
    public ImmutableArray<string> Places { get; init; } = [];

    /// <summary>The price for one person that the trip has: departures and seasons may have others.</summary>
    [Id(5)]
    public required Money Price { get; init; }

    /// <summary>How many days.</summary>
    [Id(6)]
    public int Days { get; init; }

    /// <summary>How hard it is.</summary>
    [Id(7)]
    public TripDifficulty Difficulty { get; init; }

    /// <summary>The largest group.</summary>
    [Id(8)]
    public int MaxPeople { get; init; }

    /// <summary>Languages in which it is guided.</summary>
    [Id(9)]
    public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>What it is about.</summary>
    [Id(10)]
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The id of its first picture; null while it has none.</summary>
    [Id(11)]
    public string? Photo { get; init; }

    /// <summary>The mean of its stars, 1 to 5; null while nobody has reviewed it.</summary>
    [Id(12)]
    public double? Rating { get; init; }

    /// <summary>How many have reviewed it.</summary>
    [Id(13)]
    public int Reviews { get; init; }

    /// <summary>The next start with free seats that fits the query; null when there is none.</summary>
    [Id(14)]
    public NextStart? Next { get; init; }

    /// <summary>How far its first place is from the query's point, on the ellipsoid; null without a point or place.</summary>
    [Id(15)]
    public double? DistanceMeters { get; init; }

    /// <summary>The lowest price for one person for which it can be booked now; the trip's price while nothing can be booked. What lists are filtered, counted and sorted by.</summary>
    [Id(16)]
    public required Money FromPrice { get; init; }
}

/// <summary>A start of a trip that can be booked.</summary>
/// <param name="DepartureId">UUID.</param>
/// <param name="StartsOn">The day, in the trip's zone.</param>
/// <param name="FreeSeats">How many seats are free.</param>
/// <param name="Price">What one person pays.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.NextStart")]
public sealed record NextStart(
    [property: Id(0)] string DepartureId, [property: Id(1)] DateOnly StartsOn, [property: Id(2)] int FreeSeats, [property: Id(3)] Money Price);
