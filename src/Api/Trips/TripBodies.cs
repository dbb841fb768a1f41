using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Nusaloka.Api.Http;
using Nusaloka.Trips;

namespace Nusaloka.Api.Trips;

/// <summary>A place on the way.</summary>
public sealed record TripPlaceBody
{
    /// <summary>What it is called.</summary>
    [Description("What it is called."), MinLength(1), MaxLength(TripLimits.MaxPlaceLength)]
    public required string Name { get; init; }

    /// <summary>WGS84.</summary>
    [Description("Degrees, south is negative (WGS84)."), Range(-90.0, 90.0)]
    public required double Latitude { get; init; }

    /// <summary>WGS84.</summary>
    [Description("Degrees, west is negative (WGS84)."), Range(-180.0, 180.0)]
    public required double Longitude { get; init; }

    /// <summary>Its time zone.</summary>
    [Description("A name of the IANA database, such as Asia/Makassar."), MaxLength(40)]
    public required string TimeZone { get; init; }

    /// <summary>The wire shape of places.</summary>
    public static IReadOnlyList<TripPlaceBody> Of(ImmutableArray<TripPlace> places) => [.. places.Select(static place => new TripPlaceBody
    {
        Name = place.Name, Latitude = place.Latitude, Longitude = place.Longitude, TimeZone = place.TimeZone,
    })];
}

/// <summary>One day of a trip.</summary>
public sealed record TripDayBody
{
    /// <summary>What is done.</summary>
    [Description("What is done, in order."), MaxLength(TripLimits.MaxItemsPerDay)]
    public required IReadOnlyList<ItineraryItemBody> Items { get; init; }

    /// <summary>The wire shape of days.</summary>
    public static IReadOnlyList<TripDayBody> Of(ImmutableArray<TripDay> days) =>
        [.. days.Select(static day => new TripDayBody { Items = [.. day.Items.Select(ItineraryItemBody.Of)] })];
}

/// <summary>Something that is done on a day of a trip.</summary>
public sealed record ItineraryItemBody
{
    private const string TimeFormat = "HH:mm";

    /// <summary>When.</summary>
    [Description("When, in local time, such as 08:30; null when it is not said."), MaxLength(5)]
    public string? Time { get; init; }

    /// <summary>Where.</summary>
    [Description("Where; may be empty."), MaxLength(TripLimits.MaxItemTextLength)]
    public string Place { get; init; } = "";

    /// <summary>What.</summary>
    [Description("What is done."), MinLength(1), MaxLength(TripLimits.MaxItemTextLength)]
    public required string Activity { get; init; }

    /// <summary>How one gets there.</summary>
    [Description("How one gets there; may be empty."), MaxLength(TripLimits.MaxItemTextLength)]
    public string Transport { get; init; } = "";

    /// <summary>What there is to eat.</summary>
    [Description("What there is to eat; may be empty."), MaxLength(TripLimits.MaxItemTextLength)]
    public string Meal { get; init; } = "";

    /// <summary>Where one sleeps.</summary>
    [Description("Where one sleeps; may be empty."), MaxLength(TripLimits.MaxItemTextLength)]
    public string Stay { get; init; } = "";

    /// <summary>The wire shape of an item.</summary>
    public static ItineraryItemBody Of(ItineraryItem item) => new()
    {
        Time = item.Time?.ToString(TimeFormat, CultureInfo.InvariantCulture),
        Place = item.Place,
        Activity = item.Activity,
        Transport = item.Transport,
        Meal = item.Meal,
        Stay = item.Stay,
    };

    /// <summary>The same for grains.</summary>
    /// <exception cref="RequestRejectedException">The time is none; <paramref name="timePointer"/> says where.</exception>
    internal ItineraryItem ToItem(string timePointer)
    {
        TimeOnly? time = null;
        if (Time is not null)
        {
            if (!TimeOnly.TryParseExact(Time, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
                throw RequestRejectedException.Invalid(timePointer, "invalid", "A time is written with hours and minutes, such as 08:30.");
            time = parsed;
        }

        return new ItineraryItem(time, Place, Activity, Transport, Meal, Stay);
    }
}

/// <summary>A price for larger groups.</summary>
public sealed record GroupPriceBody
{
    /// <summary>From so many on.</summary>
    [Description("From so many people on."), Range(2, TripLimits.MaxPeople)]
    public required int MinPeople { get; init; }

    /// <summary>For each of them.</summary>
    [Description("For each of them, in whole rupiah; not more than the price for one person."), Range(1, TripLimits.MaxPriceUnits)]
    public required long PricePerPerson { get; init; }

    /// <summary>The wire shape of group prices.</summary>
    public static IReadOnlyList<GroupPriceBody> Of(ImmutableArray<GroupPrice> prices) =>
        [.. prices.Select(static price => new GroupPriceBody { MinPeople = price.MinPeople, PricePerPerson = price.PricePerPerson.Units })];
}

/// <summary>The price of departures in some time of the year.</summary>
public sealed record SeasonPriceBody
{
    /// <summary>The first day.</summary>
    [Description("The first day on which a departure starts at this price.")]
    public required DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    [Description("The last one.")]
    public required DateOnly To { get; init; }

    /// <summary>For each person.</summary>
    [Description("For each person, in whole rupiah."), Range(1, TripLimits.MaxPriceUnits)]
    public required long PricePerPerson { get; init; }

    /// <summary>The wire shape of seasons.</summary>
    public static IReadOnlyList<SeasonPriceBody> Of(ImmutableArray<SeasonPrice> seasons) =>
        [.. seasons.Select(static season => new SeasonPriceBody { From = season.From, To = season.To, PricePerPerson = season.PricePerPerson.Units })];
}
