using Nusaloka.Grains.Trips;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Tests.Trips;

public sealed class TripDetailsRulesTests
{
    private static readonly TripPlace Place = TripsToTry.Complete.Places[0];

    /// <summary>What is written wrong, and the one place that is named.</summary>
    public static TheoryData<string, TripDetails> Wrong => new()
    {
        { "/title", TripsToTry.Complete with { Title = "  " } },
        { "/title", TripsToTry.Complete with { Title = new string('x', TripLimits.MaxTitleLength + 1) } },
        { "/title", TripsToTry.Complete with { Title = "a\nb" } },
        { "/description", TripsToTry.Complete with { Description = new string('x', TripLimits.MaxDescriptionLength + 1) } },
        { "/region", TripsToTry.Complete with { Region = new string('x', TripLimits.MaxRegionLength + 1) } },
        { "/places/1/latitude", TripsToTry.Complete with { Places = [Place, Place with { Latitude = 90.1 }] } },
        { "/places/0/latitude", TripsToTry.Complete with { Places = [Place with { Latitude = double.NaN }] } },
        { "/places/0/longitude", TripsToTry.Complete with { Places = [Place with { Longitude = -180.1 }] } },
        { "/places/0/time_zone", TripsToTry.Complete with { Places = [Place with { TimeZone = "Asia/Bali" }] } },
        { "/places/0/name", TripsToTry.Complete with { Places = [Place with { Name = "" }] } },
        { "/days/0/items/0/activity", TripsToTry.Complete with { Days = [new TripDay([new ItineraryItem(null, "", " ", "", "", "")])] } },
        { "/days/1/items", TripsToTry.Complete with { Days = [TripsToTry.Complete.Days[0], new TripDay([.. Enumerable.Repeat(TripsToTry.Complete.Days[0].Items[0], 21)])] } },
        { "/days", TripsToTry.Complete with { Days = [.. Enumerable.Repeat(TripsToTry.Complete.Days[0], 31)] } },
        { "/included/0", TripsToTry.Complete with { Included = [""] } },
        { "/price", TripsToTry.Complete with { Price = Money.Rupiah(-1), GroupPrices = [] } },
        { "/price", TripsToTry.Complete with { Price = Money.Rupiah(TripLimits.MaxPriceUnits + 1) } },
        { "/price", TripsToTry.Complete with { Price = new Money(1_000_000, Currency.None) } },
        { "/group_prices/0/price_per_person", TripsToTry.Complete with { GroupPrices = [new GroupPrice(4, Money.Rupiah(1_000_001))] } },
        { "/group_prices/1/min_people", TripsToTry.Complete with { GroupPrices = [new GroupPrice(4, Money.Rupiah(1)), new GroupPrice(4, Money.Rupiah(2))] } },
        { "/group_prices/0/min_people", TripsToTry.Complete with { GroupPrices = [new GroupPrice(1, Money.Rupiah(1))] } },
        { "/seasons/0/to", TripsToTry.Complete with { Seasons = [new SeasonPrice(new DateOnly(2026, 2, 2), new DateOnly(2026, 2, 1), Money.Rupiah(1))] } },
        {
            "/seasons/1/from", TripsToTry.Complete with
            {
                Seasons =
                [
                    new SeasonPrice(new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 5), Money.Rupiah(1)),
                    new SeasonPrice(new DateOnly(2026, 2, 5), new DateOnly(2026, 2, 9), Money.Rupiah(1)),
                ],
            }
        },
        { "/languages/1", TripsToTry.Complete with { Languages = ["id", "bahasa"] } },
        { "/tags/0", TripsToTry.Complete with { Tags = ["-beach"] } },
        { "/tags", TripsToTry.Complete with { Tags = [.. Enumerable.Range(10, 16).Select(static i => $"tag{i}")] } },
        { "/photos/0", TripsToTry.Complete with { Photos = ["https://contoh.id/a.jpg"] } },
        { "/difficulty", TripsToTry.Complete with { Difficulty = (TripDifficulty)9 } },
        { "/cancellation_policy", TripsToTry.Complete with { CancellationPolicy = (CancellationPolicy)9 } },
        { "/min_people", TripsToTry.Complete with { MinPeople = 9 } },
        { "/max_people", TripsToTry.Complete with { MaxPeople = TripLimits.MaxPeople + 1 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Parse_OneWrongField_NamesItAndNothingElse(string pointer, TripDetails details)
    {
        var parsed = TripDetailsRules.Parse(details);

        Assert.Equal("validation_failed", parsed.Error?.Code);
        Assert.Equal(pointer, Assert.Single(parsed.Error!.Fields).Pointer);
    }

    [Fact]
    public void Parse_SeveralWrongFields_NamesAll()
    {
        var parsed = TripDetailsRules.Parse(TripsToTry.Complete with { Title = "", MaxPeople = 0, Tags = ["!"] });

        Assert.Equal(["/title", "/tags/0", "/max_people", "/min_people"], parsed.Error?.Fields.Select(static field => field.Pointer));
    }

    [Fact]
    public void Parse_WhatIsRight_IsTrimmedSortedAndSpelledAsTheDatabaseDoes()
    {
        var parsed = TripDetailsRules.Parse(TripsToTry.Complete with
        {
            Title = "  Tiga Gili ", Description = "Satu\nDua ", Tags = ["Snorkeling", "beach", "snorkeling"], Languages = ["ID", "en"],
            Places = [Place with { TimeZone = "asia/makassar" }],
        }).Value!;

        Assert.Equal(("Tiga Gili", "Satu\nDua", "Asia/Makassar"), (parsed.Title, parsed.Description, parsed.TimeZone));
        Assert.Equal(["beach", "snorkeling"], parsed.Tags.ToArray());
        Assert.Equal(["en", "id"], parsed.Languages.ToArray());
    }

    [Fact]
    public void Parse_AFullTripOfTheLargestSize_IsRight()
    {
        var item = new ItineraryItem(TimeOnly.MaxValue, "p", new string('a', TripLimits.MaxItemTextLength), "", "", "");
        var details = TripsToTry.Complete with
        {
            Days = [.. Enumerable.Repeat(new TripDay([.. Enumerable.Repeat(item, TripLimits.MaxItemsPerDay)]), TripLimits.MaxDays)],
            Places = [.. Enumerable.Repeat(Place, TripLimits.MaxPlaces)],
        };

        Assert.True(TripDetailsRules.Parse(details).IsSuccess);
    }

    [Fact]
    public void Missing_OfATitleAlone_IsAllThatAPublishedTripHas() => Assert.Equal(
        ["/description", "/region", "/places", "/days", "/price", "/languages"],
        TripDetailsRules.Missing(new TripDetails { Title = "Gili" }).Select(static field => field.Pointer));

    [Fact]
    public void Missing_OfADayWithNothingToDo_NamesTheDay() => Assert.Equal(
        "/days/1/items", Assert.Single(TripDetailsRules.Missing(TripsToTry.Complete with { Days = [TripsToTry.Complete.Days[0], new TripDay([])] })).Pointer);

    [Fact]
    public void Missing_OfACompleteTrip_IsNothing() => Assert.Empty(TripDetailsRules.Missing(TripsToTry.Complete));
}
