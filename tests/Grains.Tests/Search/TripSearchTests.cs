using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Search;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Tests.Search;

public sealed class TripSearchTests : IAsyncLifetime
{
    private static readonly DateOnly Soon = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(40);

    private readonly GrainCluster _cluster = new();

    private TripShelf Shelf => new(_cluster.Database);

    private ISearchGrain Search => _cluster.Grain<ISearchGrain>("0");

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Find_Words_InAnyFormOfBothLanguagesAndMisspelt()
    {
        var diving = await Shelf.PutAsync(TripShelf.Details("Selam di Bunaken") with { Description = "Three dives a day above the coral walls." });
        var falls = await Shelf.PutAsync(TripShelf.Details("Air Terjun Tumpak Sewu") with { Description = "The most beautiful waterfall of Java; kopi di Café Semeru." });
        await Shelf.PutAsync(TripShelf.Details("Selam rahasia"), TripStatus.Draft);

        Assert.Equal([diving], await IdsAsync(new TripQuery { Text = "menyelam" }));
        Assert.Equal([diving], await IdsAsync(new TripQuery { Text = "diving with corals" }));
        Assert.Equal([diving], await IdsAsync(new TripQuery { Text = "buna" }));
        Assert.Equal([falls], await IdsAsync(new TripQuery { Text = "waterfalls" }));
        Assert.Equal([falls], await IdsAsync(new TripQuery { Text = "cafe" }));
        Assert.Equal([falls], await IdsAsync(new TripQuery { Text = "TUMPAK-SEWU!" }));
        Assert.Empty(await IdsAsync(new TripQuery { Text = "selam waterfall" }));
        Assert.Empty(await IdsAsync(new TripQuery { Text = "rahasia" }));
        var misspelt = await FindAsync(new TripQuery { Text = "bunakn" });
        Assert.Equal((true, diving), (misspelt.IsFuzzy, Assert.Single(misspelt.Trips).Id));
        Assert.Equal([falls], await IdsAsync(new TripQuery { Text = "tumpka sewu" }));
        Assert.Equal(2, (await FindAsync(new TripQuery { Text = " !? " })).Trips.Length);
    }

    [Fact]
    public async Task Find_TripThatIsArchived_IsGoneAndComesBackChanged()
    {
        var id = await Shelf.PutAsync(TripShelf.Details("Naik Kerinci"));
        await Shelf.PutAsync(TripShelf.Details("Naik Kerinci"), TripStatus.Archived, id);
        Assert.Empty(await IdsAsync(new TripQuery { Text = "kerinci" }));

        await Shelf.PutAsync(TripShelf.Details("Turun Kerinci") with { Price = Money.Rupiah(7) }, TripStatus.Published, id);

        var trip = Assert.Single((await FindAsync(new TripQuery { Text = "kerinci" })).Trips);
        Assert.Equal(("Turun Kerinci", 7, 2, "Bali"), (trip.Title, trip.Price.Units, trip.Days, trip.Region));
    }

    [Fact]
    public async Task Find_EachFilter_LeavesWhatFits()
    {
        var easy = await Shelf.PutAsync(TripShelf.Details("Mudah"));
        var hard = await Shelf.PutAsync(TripShelf.Details("Berat") with
        {
            Region = "Nusa Tenggara Barat", Price = Money.Rupiah(4_000_000), Days = [new TripDay([]), new TripDay([]), new TripDay([]), new TripDay([])],
            Difficulty = TripDifficulty.Hard, Tags = ["gunung", "kemah"], Languages = ["en"],
            Places = [new TripPlace("Gunung Rinjani", -8.411, 116.457, "Asia/Makassar")],
        });

        Assert.Equal([easy], await IdsAsync(new TripQuery { MaxPrice = 1_000_000 }));
        Assert.Equal([hard], await IdsAsync(new TripQuery { MinPrice = 1_000_001 }));
        Assert.Equal([hard], await IdsAsync(new TripQuery { MinDays = 3, MaxDays = 4 }));
        Assert.Equal([easy], await IdsAsync(new TripQuery { Difficulties = [TripDifficulty.Easy, TripDifficulty.Moderate] }));
        Assert.Equal([hard], await IdsAsync(new TripQuery { Regions = ["nusa tenggara BARAT", "Papua"] }));
        Assert.Equal([hard], await IdsAsync(new TripQuery { Tags = ["kemah", "gunung"] }));
        Assert.Empty(await IdsAsync(new TripQuery { Tags = ["kemah", "pantai"] }));
        Assert.Equal([easy], await IdsAsync(new TripQuery { Languages = ["id", "jv"] }));
        var near = await FindAsync(new TripQuery { Near = new GeoPoint(-8.65, 116.3), RadiusMeters = 50_000, Sort = TripSort.Distance });
        Assert.Equal(hard, Assert.Single(near.Trips).Id);
        Assert.InRange(near.Trips[0].DistanceMeters ?? -1, 31_000, 32_500);
        Assert.Equal([hard, easy], (await FindAsync(new TripQuery { Near = new GeoPoint(-8.65, 116.3), Sort = TripSort.Distance })).Trips.Select(static trip => trip.Id));
    }

    [Fact]
    public async Task Find_DatesAndSeats_CountOnlyWhatIsOpenAndShowTheStartThatFits()
    {
        var (early, late) = (await Shelf.PutAsync(TripShelf.Details("Awal")), await Shelf.PutAsync(TripShelf.Details("Akhir")));
        await Shelf.PutAsync(TripShelf.Details("Tanpa tanggal"));
        await Shelf.DepartAsync(early, Soon.AddDays(-60), 20);
        await Shelf.DepartAsync(early, Soon, 0);
        var second = await Shelf.DepartAsync(early, Soon.AddDays(3), 2);
        var third = await Shelf.DepartAsync(early, Soon.AddDays(100), 9);
        await Shelf.DepartAsync(late, Soon.AddDays(1), 5, status: 3);
        var fourth = await Shelf.DepartAsync(late, Soon.AddDays(50), 3);
        await Shelf.RefreshAsync();

        Assert.Equal([early, late], (await FindAsync(new TripQuery { Sort = TripSort.Date })).Trips.Select(static trip => trip.Id));
        Assert.Equal([(early, second)], await StartsAsync(new TripQuery { From = Soon, To = Soon.AddDays(7) }));
        Assert.Equal([(early, third)], await StartsAsync(new TripQuery { Seats = 4 }));
        Assert.Equal([(early, third), (late, fourth)], await StartsAsync(new TripQuery { From = Soon.AddDays(4), Sort = TripSort.Date }));
        Assert.Empty(await StartsAsync(new TripQuery { To = Soon }));
        Assert.Equal([(late, fourth)], await StartsAsync(new TripQuery { Months = [Soon.AddDays(50)], Seats = 3 }));
    }

    [Fact]
    public async Task Find_Facets_CountWhatEachChoiceWouldLeave()
    {
        var easy = TripShelf.Details("Pantai") with { Tags = ["pantai"] };
        var first = await Shelf.PutAsync(easy with { Price = Money.Rupiah(400_000) });
        await Shelf.PutAsync(easy with { Price = Money.Rupiah(900_000), Tags = ["pantai", "selam"] });
        await Shelf.PutAsync(easy with { Region = "Lombok", Price = Money.Rupiah(450_000), Days = [new TripDay([])] });
        await Shelf.PutAsync(easy with { Region = "Lombok", Difficulty = TripDifficulty.Hard, Price = Money.Rupiah(20_000_000) });
        await Shelf.DepartAsync(first, Soon, 2);
        await Shelf.RefreshAsync();

        var all = await FindAsync(new TripQuery { Text = "pantai", WithFacets = true });
        var bali = await FindAsync(new TripQuery { Text = "pantai", Regions = ["Bali"], MaxPrice = 500_000, WithFacets = true });
        var without = await FindAsync(new TripQuery { Text = "pantai" });

        Assert.Equal(4, all.Total);
        Assert.Equal([("Bali", 2), ("Lombok", 2)], Values(all, "region"));
        Assert.Equal([("0-499999", 2), ("500000-999999", 1), ("10000000-", 1)], Values(all, "price"));
        Assert.Equal([("1-1", 1), ("2-3", 3)], Values(all, "days"));
        Assert.Equal([("easy", 3), ("hard", 1)], Values(all, "difficulty"));
        Assert.Equal([(Soon.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture), 1)], Values(all, "month"));
        Assert.Equal([("pantai", 4), ("selam", 1)], Values(all, "tag"));
        // Region counts what the price leaves, and price what the region leaves.
        Assert.Equal(1, bali.Total);
        Assert.Equal([("Bali", 1), ("Lombok", 1)], Values(bali, "region"));
        Assert.Equal([("0-499999", 1), ("500000-999999", 1)], Values(bali, "price"));
        Assert.Equal([("2-3", 1)], Values(bali, "days"));
        Assert.Null(without.Total);
        Assert.Empty(without.Facets);
    }

    [Theory]
    [InlineData(TripSort.Relevance, "danau")]
    [InlineData(TripSort.Relevance, null)]
    [InlineData(TripSort.Relevance, "dannau tobba")]
    [InlineData(TripSort.Price, null)]
    [InlineData(TripSort.Date, "danau")]
    [InlineData(TripSort.Rating, null)]
    [InlineData(TripSort.Distance, null)]
    public async Task Find_PageByPage_AnswersEachTripOnceInOrder(TripSort sort, string? text)
    {
        var all = new HashSet<string>();
        for (var i = 0; i < 23; i++)
        {
            var id = await Shelf.PutAsync(TripShelf.Details("Danau Toba") with
            {
                Price = Money.Rupiah(1_000_000 + i % 4), Places = [new TripPlace("Toba", 2.61 + i % 3, 98.84, "Asia/Jakarta")],
            });
            all.Add(id);
            await Shelf.DepartAsync(id, Soon.AddDays(i % 5), 3);
            await _cluster.Database.ExecuteAsync("insert into trip_rating values ($1, $2, 4)", id, 12L + i % 3);
        }

        await Shelf.RefreshAsync();
        var query = new TripQuery { Text = text, Sort = sort, Near = sort == TripSort.Distance ? new GeoPoint(2.6, 98.8) : null };
        var (seen, cursor) = (new List<FoundTrip>(), (string?)null);
        do
        {
            var page = await FindAsync(query, new PageRequest(5, cursor));
            Assert.InRange(page.Trips.Length, 1, 5);
            seen.AddRange(page.Trips);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(23, seen.Count);
        Assert.Equal(all, seen.Select(static trip => trip.Id).ToHashSet());
        Assert.Equal(seen.Select(trip => Key(trip, sort)).Order(), seen.Select(trip => Key(trip, sort)));
        var other = await FindAsync(query, new PageRequest(5, null));
        var wrong = await Search.FindTripsAsync(query with { Sort = sort == TripSort.Price ? TripSort.Rating : TripSort.Price }, new PageRequest(5, other.NextCursor));
        Assert.Equal(PageErrors.CursorInvalid, wrong.Error);
    }

    [Theory]
    [InlineData(30, 220)]
    [InlineData(230, 30)]
    public async Task Find_WordsThatManyTripsHave_AnswersThoseThatAreNamedSoFirstAndEachOnce(int named, int told)
    {
        for (var i = 0; i < named + told; i++)
        {
            var trip = i < named ? TripShelf.Details("Kebun kopi") : TripShelf.Details("Sawah") with { Description = "Di desa ada kopi." };
            var id = await Shelf.PutAsync(trip);
            await _cluster.Database.ExecuteAsync("insert into trip_rating values ($1, $2, 4)", id, 4L + i * 7 % 17);
        }

        await Shelf.PutAsync(TripShelf.Details("Teh"));
        await Shelf.RefreshAsync();
        var (seen, cursor) = (new List<FoundTrip>(), (string?)null);
        do
        {
            var page = await FindAsync(new TripQuery { Text = "kopi" }, new PageRequest(40, cursor));
            Assert.False(page.IsFuzzy);
            seen.AddRange(page.Trips);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(named + told, seen.Select(static trip => trip.Id).Distinct().Count());
        Assert.Equal(
            seen.OrderBy(static trip => trip.Title == "Kebun kopi" ? 0 : 1).ThenByDescending(static trip => trip.Rating).Select(static trip => (trip.Title, trip.Rating)),
            seen.Select(static trip => (trip.Title, trip.Rating)));
        Assert.Equal(named + told, seen.Count);
    }

    [Theory]
    [InlineData(60, 1)]
    [InlineData(60, 9)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    public async Task Find_DatesAndSeatsAmongManyDepartures_AnswersWhateverLeads(int days, int seats)
    {
        for (var i = 0; i < 40; i++)
            await Shelf.PutAsync(TripShelf.Details($"Trip {i}") with { Price = Money.Rupiah(500_000 + i * 10_000) });
        await _cluster.Database.ExecuteAsync(
            """
            insert into departure (id, trip_id, guide_id, starts_on, ends_on, time_zone, starts_at, ends_at, cut_off, cut_off_at, capacity, min_people,
                held, sold, free, waiting, status, version, updated_at)
            select gen_random_uuid(), trip_id, 'guide', day, day, 'Asia/Makassar', day, day, day, day, 20, 1, 0, 20 - free, free, 0, 0, 1, now()
            from (select trip_id, row_number() over () as t from trip_search) trips, generate_series(1, 60) n,
                lateral (select $1::date + n as day, case when t % 3 = 0 then n % 4 when t % 11 = 5 and n = 7 then 9 else n % 6 end as free) d
            """, Soon);
        var query = new TripQuery { From = Soon, To = Soon.AddDays(days), Seats = seats, Sort = TripSort.Price };

        var found = await IdsAsync(query);

        var expected = await _cluster.Database.ColumnAsync<string>(
            "select trip_id from trip_search s where exists (select from departure d where d.trip_id = s.trip_id and d.has_seats and d.free >= $1 and d.starts_on <= $2) order by price limit 20",
            seats, Soon.AddDays(days));
        Assert.NotEmpty(expected);
        Assert.Equal(expected, found);
    }

    [Fact]
    public async Task Find_ByPrice_GoesByWhatCanBeBooked()
    {
        // A million each, but for what departures and seasons say.
        var plain = await Shelf.PutAsync(TripShelf.Details("Biasa"));
        await Shelf.DepartAsync(plain, Soon, 3);
        var dear = await Shelf.PutAsync(TripShelf.Details("Mahal"));
        await Shelf.DepartAsync(dear, Soon, 3, price: 2_000_000);
        var cheap = await Shelf.PutAsync(TripShelf.Details("Murah"));
        await Shelf.DepartAsync(cheap, Soon, 3, price: 1_200_000);
        var bargain = await Shelf.DepartAsync(cheap, Soon.AddDays(9), 3, price: 400_000);
        var season = await Shelf.PutAsync(TripShelf.Details("Musim") with { Seasons = [new SeasonPrice(Soon, Soon.AddDays(3), Money.Rupiah(700_000))] });
        await Shelf.DepartAsync(season, Soon.AddDays(3), 3);
        await Shelf.DepartAsync(season, Soon.AddDays(4), 3);
        var none = await Shelf.PutAsync(TripShelf.Details("Kosong") with { Price = Money.Rupiah(1_100_000) });
        await Shelf.RefreshAsync();

        var byPrice = (await FindAsync(new TripQuery { Sort = TripSort.Price, WithFacets = true }));

        Assert.Equal(
            [(cheap, 400_000), (season, 700_000), (plain, 1_000_000), (none, 1_100_000), (dear, 2_000_000)],
            byPrice.Trips.Select(static one => (one.Id, one.FromPrice.Units)));
        Assert.Equal([1_200_000, 700_000, 1_000_000, null, 2_000_000], byPrice.Trips.Select(static one => one.Next?.Price.Units));
        Assert.Equal(
            [("0-499999", 1L), ("500000-999999", 1L), ("1000000-2499999", 3L)],
            byPrice.Facets.Single(static facet => facet.Name == "price").Values.Select(static one => (one.Value, one.Count)));
        Assert.Equal([cheap, season], await IdsAsync(new TripQuery { Sort = TripSort.Price, MaxPrice = 999_999 }));
        Assert.Equal([dear], await IdsAsync(new TripQuery { Sort = TripSort.Price, MinPrice = 1_500_000 }));
        // The next that fits the price, too.
        Assert.Equal((bargain, 400_000), (await FindAsync(new TripQuery { MaxPrice = 500_000 })).Trips.Select(static one => (one.Next!.DepartureId, one.Next.Price.Units)).Single());
        // In these days the cheap one costs 1,200,000, and the season is not over.
        var days = new TripQuery { Sort = TripSort.Price, From = Soon, To = Soon.AddDays(3) };
        Assert.Equal([season, plain], await IdsAsync(days with { MaxPrice = 1_000_000 }));
        Assert.Equal([cheap, dear], await IdsAsync(days with { MinPrice = 1_100_000 }));
        // And in another month it may cost less.
        var later = await Shelf.PutAsync(TripShelf.Details("Nanti"));
        await Shelf.DepartAsync(later, Soon, 3);
        await Shelf.DepartAsync(later, Soon.AddDays(40), 3, price: 100_000);
        await Shelf.RefreshAsync();
        var cheapest = new TripQuery { MaxPrice = 200_000, WithFacets = true };
        var (inTheMonth, inTheNext) = (await FindAsync(cheapest with { Months = [Soon] }), await FindAsync(cheapest with { Months = [Soon.AddDays(40)] }));
        Assert.Equal((0, 0L), (inTheMonth.Trips.Length, inTheMonth.Total));
        Assert.Equal((later, 1L), (Assert.Single(inTheNext.Trips).Id, inTheNext.Total));
        Assert.Equal([season], await IdsAsync(new TripQuery { From = Soon.AddDays(4), To = Soon.AddDays(4), MinPrice = 1_000_000, MaxPrice = 1_000_000 }));
    }

    [Fact]
    public async Task Suggest_Beginnings_NameTripsAndPlaces()
    {
        var trip = await Shelf.PutAsync(TripShelf.Details("Kawah Ijen di malam hari"));

        var typed = await Search.SuggestAsync("kawah ij", 5);
        var misspelt = await Search.SuggestAsync("kawha ijen", 5);

        Assert.Equal((SuggestionKind.Trip, trip), (typed[0].Kind, typed[0].Id));
        Assert.Contains(typed, static one => one is { Kind: SuggestionKind.Place, Text: "Kawah Ijen", Detail: "Kabupaten Banyuwangi, Jawa Timur" });
        Assert.Contains(misspelt, one => one.Kind == SuggestionKind.Trip && one.Id == trip);
        Assert.Empty(await Search.SuggestAsync(" .", 5));
    }

    private static IComparable Key(FoundTrip trip, TripSort sort) => sort switch
    {
        TripSort.Price => trip.Price.Units,
        TripSort.Date => trip.Next?.StartsOn ?? default,
        TripSort.Distance => Math.Round(trip.DistanceMeters ?? -1),
        // Of one text all fit alike, so that the rating decides.
        _ => -(trip.Rating ?? 0),
    };

    private static (string Value, long Count)[] Values(FoundTrips found, string facet) =>
        [.. found.Facets.Single(one => one.Name == facet).Values.Select(static value => (value.Value, value.Count))];

    private async Task<FoundTrips> FindAsync(TripQuery query, PageRequest? page = null)
    {
        var found = await Search.FindTripsAsync(query, page ?? new PageRequest(20, null));
        Assert.Null(found.Error);
        return found.Value!;
    }

    private async Task<string[]> IdsAsync(TripQuery query) => [.. (await FindAsync(query)).Trips.Select(static trip => trip.Id)];

    private async Task<(string Trip, string? Departure)[]> StartsAsync(TripQuery query) =>
        [.. (await FindAsync(query)).Trips.Select(static trip => (trip.Id, trip.Next?.DepartureId))];
}
