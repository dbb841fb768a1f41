using System.Collections.Immutable;

namespace Nusaloka.Trips;

/// <summary>
/// What a guide writes about a trip. A draft may lack anything but its title; what a published trip must have is in
/// docs/reference/trips.md. Texts are trimmed and have no control characters but, in the description, line breaks.
/// </summary>
[GenerateSerializer, Immutable, Alias("nusaloka.TripDetails")]
public sealed record TripDetails
{
    /// <summary>The zone of a trip without a place: western Indonesian time.</summary>
    public const string DefaultTimeZone = "Asia/Jakarta";

    /// <summary>What it is called: 1 to <see cref="TripLimits.MaxTitleLength"/> characters.</summary>
    [Id(0)]
    public required string Title { get; init; }

    /// <summary>What it is: at most <see cref="TripLimits.MaxDescriptionLength"/> characters.</summary>
    [Id(1)]
    public string Description { get; init; } = "";

    /// <summary>Where it is, as people say it, such as Lombok: at most <see cref="TripLimits.MaxRegionLength"/> characters.</summary>
    [Id(2)]
    public string Region { get; init; } = "";

    /// <summary>Where it leads, in order; it starts at the first. At most <see cref="TripLimits.MaxPlaces"/>.</summary>
    [Id(3)]
    public ImmutableArray<TripPlace> Places { get; init; } = [];

    /// <summary>What is done on each day, in order. At most <see cref="TripLimits.MaxDays"/>.</summary>
    [Id(4)]
    public ImmutableArray<TripDay> Days { get; init; } = [];

    /// <summary>What is in the price; at most <see cref="TripLimits.MaxInclusions"/> lines.</summary>
    [Id(5)]
    public ImmutableArray<string> Included { get; init; } = [];

    /// <summary>What is not; at most <see cref="TripLimits.MaxInclusions"/> lines.</summary>
    [Id(6)]
    public ImmutableArray<string> NotIncluded { get; init; } = [];

    /// <summary>The price for one person in whole rupiah; 0 while it is not decided. At most <see cref="TripLimits.MaxPriceUnits"/>.</summary>
    [Id(7)]
    public Money Price { get; init; } = Money.Rupiah(0);

    /// <summary>Lower prices for larger groups, by growing size; at most <see cref="TripLimits.MaxGroupPrices"/>.</summary>
    [Id(8)]
    public ImmutableArray<GroupPrice> GroupPrices { get; init; } = [];

    /// <summary>Prices of departures in some time of the year, by date, none overlapping; at most <see cref="TripLimits.MaxSeasons"/>.</summary>
    [Id(9)]
    public ImmutableArray<SeasonPrice> Seasons { get; init; } = [];

    /// <summary>Languages in which it is guided (ISO 639-1, such as id), sorted; at most <see cref="TripLimits.MaxLanguages"/>.</summary>
    [Id(10)]
    public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>How hard it is.</summary>
    [Id(11)]
    public TripDifficulty Difficulty { get; init; }

    /// <summary>What it is about, in lower case, such as snorkeling, sorted; at most <see cref="TripLimits.MaxTags"/>.</summary>
    [Id(12)]
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Ids of pictures; at most <see cref="TripLimits.MaxPhotos"/>. The first is its face.</summary>
    [Id(13)]
    public ImmutableArray<string> Photos { get; init; } = [];

    /// <summary>What who cancels gets back.</summary>
    [Id(14)]
    public CancellationPolicy CancellationPolicy { get; init; } = CancellationPolicy.Moderate;

    /// <summary>The smallest group that it is done for: 1 to <see cref="MaxPeople"/>.</summary>
    [Id(15)]
    public int MinPeople { get; init; } = 1;

    /// <summary>The largest group: at most <see cref="TripLimits.MaxPeople"/>.</summary>
    [Id(16)]
    public int MaxPeople { get; init; } = 10;

    /// <summary>The IANA zone of the first place, in which departures are counted; <see cref="DefaultTimeZone"/> while there is none.</summary>
    public string TimeZone => Places.IsEmpty ? DefaultTimeZone : Places[0].TimeZone;
}

/// <summary>A place on the way.</summary>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="Latitude">WGS84 degrees, -90 to 90.</param>
/// <param name="Longitude">WGS84 degrees, -180 to 180.</param>
/// <param name="TimeZone">A name of the IANA database, such as Asia/Makassar.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.TripPlace")]
public sealed record TripPlace(
    [property: Id(0)] string Name,
    [property: Id(1)] double Latitude,
    [property: Id(2)] double Longitude,
    [property: Id(3)] string TimeZone);

/// <summary>One day of a trip.</summary>
/// <param name="Items">What is done, in the order of the guide; at most <see cref="TripLimits.MaxItemsPerDay"/>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.TripDay")]
public sealed record TripDay([property: Id(0)] ImmutableArray<ItineraryItem> Items);

/// <summary>Something that is done on a day of a trip. Texts have at most <see cref="TripLimits.MaxItemTextLength"/> characters.</summary>
/// <param name="Time">When, in local time; null when it is not said.</param>
/// <param name="Place">Where; may be empty.</param>
/// <param name="Activity">What: at least one character.</param>
/// <param name="Transport">How one gets there; may be empty.</param>
/// <param name="Meal">What there is to eat; may be empty.</param>
/// <param name="Stay">Where one sleeps; may be empty.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ItineraryItem")]
public sealed record ItineraryItem(
    [property: Id(0)] TimeOnly? Time,
    [property: Id(1)] string Place,
    [property: Id(2)] string Activity,
    [property: Id(3)] string Transport,
    [property: Id(4)] string Meal,
    [property: Id(5)] string Stay);

/// <summary>A price for larger groups.</summary>
/// <param name="MinPeople">From so many on: 2 or more.</param>
/// <param name="PricePerPerson">For each of them: more than 0, not more than the trip's price.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.GroupPrice")]
public sealed record GroupPrice(
    [property: Id(0)] int MinPeople,
    [property: Id(1)] Money PricePerPerson);

/// <summary>The price of departures in some time of the year.</summary>
/// <param name="From">The first day on which a departure starts at this price.</param>
/// <param name="To">The last one.</param>
/// <param name="PricePerPerson">More than 0.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SeasonPrice")]
public sealed record SeasonPrice(
    [property: Id(0)] DateOnly From,
    [property: Id(1)] DateOnly To,
    [property: Id(2)] Money PricePerPerson);
