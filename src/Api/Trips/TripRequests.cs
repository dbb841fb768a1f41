using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Nusaloka.Api.Http;
using Nusaloka.Trips;

namespace Nusaloka.Api.Trips;

/// <summary>All that is written about a trip: what is not there is empty from then on. A draft needs no more than a title.</summary>
public sealed record TripRequest
{
    /// <summary>What it is called.</summary>
    [Description("What it is called."), MinLength(1), MaxLength(TripLimits.MaxTitleLength)]
    public required string Title { get; init; }

    /// <summary>What it is.</summary>
    [Description("What it is; a published trip says at least 20 characters."), MaxLength(TripLimits.MaxDescriptionLength)]
    public string Description { get; init; } = "";

    /// <summary>Where it is.</summary>
    [Description("Where it is, as people say it, such as Lombok."), MaxLength(TripLimits.MaxRegionLength)]
    public string Region { get; init; } = "";

    /// <summary>Where it leads.</summary>
    [Description("Where it leads, in order; it starts at the first."), MaxLength(TripLimits.MaxPlaces)]
    public IReadOnlyList<TripPlaceBody> Places { get; init; } = [];

    /// <summary>The itinerary.</summary>
    [Description("The itinerary, day by day."), MaxLength(TripLimits.MaxDays)]
    public IReadOnlyList<TripDayBody> Days { get; init; } = [];

    /// <summary>What is in the price.</summary>
    [Description("What is in the price, a line for each."), MaxLength(TripLimits.MaxInclusions)]
    public IReadOnlyList<string> Included { get; init; } = [];

    /// <summary>What is not.</summary>
    [Description("What is not in the price, a line for each."), MaxLength(TripLimits.MaxInclusions)]
    public IReadOnlyList<string> NotIncluded { get; init; } = [];

    /// <summary>The price for one person.</summary>
    [Description("The price for one person in whole rupiah; 0 while it is not decided."), Range(0, TripLimits.MaxPriceUnits)]
    public long Price { get; init; }

    /// <summary>Lower prices for larger groups.</summary>
    [Description("Lower prices for larger groups, by growing size."), MaxLength(TripLimits.MaxGroupPrices)]
    public IReadOnlyList<GroupPriceBody> GroupPrices { get; init; } = [];

    /// <summary>Prices by season.</summary>
    [Description("Prices of departures in some time of the year, by date, none overlapping."), MaxLength(TripLimits.MaxSeasons)]
    public IReadOnlyList<SeasonPriceBody> Seasons { get; init; } = [];

    /// <summary>Languages in which it is guided.</summary>
    [Description("Languages in which it is guided, by two letters (ISO 639-1)."), MaxLength(TripLimits.MaxLanguages)]
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>How hard it is.</summary>
    [Description("easy, moderate or hard.")]
    public TripDifficulty Difficulty { get; init; }

    /// <summary>What it is about.</summary>
    [Description("What it is about: letters a to z, digits and hyphens, such as snorkeling."), MaxLength(TripLimits.MaxTags)]
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Pictures.</summary>
    [Description("Ids of uploaded pictures; the first is the face of the trip."), MaxLength(TripLimits.MaxPhotos)]
    public IReadOnlyList<string> Photos { get; init; } = [];

    /// <summary>What who cancels gets back.</summary>
    [Description("flexible: everything until 24 hours before; moderate: everything until 5 days before, half until 24 hours; strict: half until 14 days.")]
    public CancellationPolicy CancellationPolicy { get; init; } = CancellationPolicy.Moderate;

    /// <summary>The smallest group.</summary>
    [Description("The smallest group that it is done for."), Range(1, TripLimits.MaxPeople)]
    public int MinPeople { get; init; } = 1;

    /// <summary>The largest group.</summary>
    [Description("The largest group."), Range(1, TripLimits.MaxPeople)]
    public int MaxPeople { get; init; } = 10;

    /// <summary>The same for grains.</summary>
    /// <exception cref="RequestRejectedException">A time of day is none.</exception>
    public TripDetails ToDetails() => new()
    {
        Title = Title,
        Description = Description,
        Region = Region,
        Places = [.. Places.Select(static place => new TripPlace(place.Name, place.Latitude, place.Longitude, place.TimeZone))],
        Days = [.. Days.Select(static (day, i) => new TripDay([.. day.Items.Select((item, j) => item.ToItem($"/days/{i}/items/{j}/time"))]))],
        Included = [.. Included],
        NotIncluded = [.. NotIncluded],
        Price = Money.Rupiah(Price),
        GroupPrices = [.. GroupPrices.Select(static price => new GroupPrice(price.MinPeople, Money.Rupiah(price.PricePerPerson)))],
        Seasons = [.. Seasons.Select(static season => new SeasonPrice(season.From, season.To, Money.Rupiah(season.PricePerPerson)))],
        Languages = [.. Languages],
        Difficulty = Difficulty,
        Tags = [.. Tags],
        Photos = [.. Photos],
        CancellationPolicy = CancellationPolicy,
        MinPeople = MinPeople,
        MaxPeople = MaxPeople,
    };
}
