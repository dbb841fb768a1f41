using System.Collections.Immutable;

namespace Nusaloka.Matching;

/// <summary>A journey that somebody would like to make.</summary>
/// <param name="Id">UUID.</param>
/// <param name="AccountId">Whose.</param>
/// <param name="Details">What they would like.</param>
/// <param name="UpdatedAt">When it last changed, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Wish")]
public sealed record Wish(
    [property: Id(0)] string Id,
    [property: Id(1)] string AccountId,
    [property: Id(2)] WishDetails Details,
    [property: Id(3)] DateTimeOffset UpdatedAt);

/// <summary>What somebody would like. An empty list, and no pace, say that anything is right.</summary>
[GenerateSerializer, Immutable, Alias("nusaloka.WishDetails")]
public sealed record WishDetails
{
    /// <summary>The first day of the time in which they can go.</summary>
    [Id(0)]
    public required DateOnly From { get; init; }

    /// <summary>The last day, at most <see cref="MatchLimits.MaxWindowDays"/> days in all.</summary>
    [Id(1)]
    public required DateOnly To { get; init; }

    /// <summary>What one person can spend on the trip: more than 0.</summary>
    [Id(2)]
    public required Money Budget { get; init; }

    /// <summary>Where, in lower case, sorted; at most <see cref="MatchLimits.MaxRegions"/>.</summary>
    [Id(3)]
    public ImmutableArray<string> Regions { get; init; } = [];

    /// <summary>What for: tags as trips have them, sorted; at most <see cref="MatchLimits.MaxInterests"/>.</summary>
    [Id(4)]
    public ImmutableArray<string> Interests { get; init; } = [];

    /// <summary>How fast.</summary>
    [Id(5)]
    public Pace? Pace { get; init; }

    /// <summary>Languages that they understand (ISO 639-1), sorted.</summary>
    [Id(6)]
    public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>How many they are: 1 to <see cref="Trips.TripLimits.MaxPeople"/>.</summary>
    [Id(7)]
    public int GroupSize { get; init; } = 1;

    /// <summary>Whether others who would like the same may see this wish and whose it is.</summary>
    [Id(8)]
    public bool IsOpenToCompanions { get; init; }
}

/// <summary>How fast somebody travels; it is held against the difficulty of a trip, step by step.</summary>
[GenerateSerializer, Alias("nusaloka.Pace")]
public enum Pace
{
    /// <summary>As an easy trip.</summary>
    Relaxed = 0,

    /// <summary>As a moderate trip.</summary>
    Balanced = 1,

    /// <summary>As a hard trip.</summary>
    Active = 2,
}

/// <summary>Adds a wish or changes one.</summary>
/// <param name="WishId">UUID; a new one, or that of a wish that is there.</param>
/// <param name="IsNew">Whether it is to be added; a repeat with the same id changes it to the same.</param>
/// <param name="Details">What they would like.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SaveWish")]
public sealed record SaveWish(
    [property: Id(0)] string WishId,
    [property: Id(1)] bool IsNew,
    [property: Id(2)] WishDetails Details);

/// <summary>All wishes of a person.</summary>
/// <param name="Items">Oldest first.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Wishes")]
public sealed record Wishes([property: Id(0)] ImmutableArray<Wish> Items);
