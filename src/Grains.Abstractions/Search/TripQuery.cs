using System.Collections.Immutable;
using Nusaloka.Trips;

namespace Nusaloka.Search;

/// <summary>Which trips are looked for. What is null or empty does not matter; all else must hold.</summary>
[GenerateSerializer, Immutable, Alias("nusaloka.TripQuery")]
public sealed record TripQuery
{
    /// <summary>Words in Indonesian or English, in any form; at most <see cref="SearchLimits.MaxTextLength"/> characters.</summary>
    [Id(0)]
    public string? Text { get; init; }

    /// <summary>In one of these regions; at most <see cref="SearchLimits.MaxChoices"/>.</summary>
    [Id(1)]
    public ImmutableArray<string> Regions { get; init; } = [];

    /// <summary>At least so many rupiah for one person.</summary>
    [Id(2)]
    public long? MinPrice { get; init; }

    /// <summary>At most so many rupiah for one person.</summary>
    [Id(3)]
    public long? MaxPrice { get; init; }

    /// <summary>Starting on this day or later, with free seats.</summary>
    [Id(4)]
    public DateOnly? From { get; init; }

    /// <summary>Starting on this day or earlier, with free seats.</summary>
    [Id(5)]
    public DateOnly? To { get; init; }

    /// <summary>With a start that has so many free seats.</summary>
    [Id(6)]
    public int? Seats { get; init; }

    /// <summary>At least so many days.</summary>
    [Id(7)]
    public int? MinDays { get; init; }

    /// <summary>At most so many days.</summary>
    [Id(8)]
    public int? MaxDays { get; init; }

    /// <summary>As hard as one of these.</summary>
    [Id(9)]
    public ImmutableArray<TripDifficulty> Difficulties { get; init; } = [];

    /// <summary>Starting in one of these months (any day of them), with free seats; at most <see cref="SearchLimits.MaxChoices"/>.</summary>
    [Id(10)]
    public ImmutableArray<DateOnly> Months { get; init; } = [];

    /// <summary>About all of these; at most <see cref="SearchLimits.MaxChoices"/>.</summary>
    [Id(11)]
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Guided in one of these languages; at most <see cref="SearchLimits.MaxChoices"/>.</summary>
    [Id(12)]
    public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>Around this point.</summary>
    [Id(13)]
    public GeoPoint? Near { get; init; }

    /// <summary>How far from there at most; null for any distance. At most <see cref="SearchLimits.MaxRadiusMeters"/>.</summary>
    [Id(14)]
    public int? RadiusMeters { get; init; }

    /// <summary>In which order.</summary>
    [Id(15)]
    public TripSort Sort { get; init; }

    /// <summary>Whether the first page counts what there is to choose from.</summary>
    [Id(16)]
    public bool WithFacets { get; init; }

    /// <summary>
    /// Who searches, by whatever tells callers apart; null when it is not known. For counting what many search for, each of them once a day; not kept.
    /// </summary>
    [Id(17)]
    public string? Searcher { get; init; }
}
