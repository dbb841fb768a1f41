using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Nusaloka.Api.Tests.Trips;

namespace Nusaloka.Api.Tests.Search;

[Collection(ApiCollection.Name)]
public sealed class SearchTests(ApiServer api)
{
    [Fact]
    public async Task Places_ByMisspeltNameAndByPoint_AreFoundByAnybody()
    {
        var named = (await api.Anonymous.GetJsonAsync("/api/v1/places?q=labuan%20bjao"))["data"]!.AsArray();
        var near = (await api.Anonymous.GetJsonAsync("/api/v1/places?near=-8.350886,116.036389&radius=10000&limit=2"))["data"]!.AsArray();

        Assert.Equal(("Labuan Bajo", "town", "Asia/Makassar"), (named[0]!.Text("name"), named[0]!.Text("kind"), named[0]!.Text("time_zone")));
        Assert.Null(named[0]!["distance_meters"]);
        Assert.Equal([("Gili Trawangan", 0L), ("Gili Meno", 2_271L)], near.Select(static place => (place!.Text("name"), place!.Number("distance_meters"))));
        var place = await api.Anonymous.GetJsonAsync("/api/v1/places/" + named[0]!.Text("id"));
        Assert.Equal(named[0]!.ToJsonString(), place.ToJsonString());
        using var unknown = await api.Anonymous.GetAsync("/api/v1/places/0199a0c2-0000-7000-8000-00000000dead");
        await ProblemAssert.IsAsync(unknown, 404, "place_not_found");
    }

    [Fact]
    public async Task Trips_PublishedOverTheApi_AreFoundWithFacetsPageByPage()
    {
        var (_, first) = await NewTripAsync("Kisah layar pinisi satu");
        var (_, second) = await NewTripAsync("Kisah layar pinisi dua");

        using var response = await api.Anonymous.GetAsync("/api/v1/trips?q=layar+pinisi&limit=1&sort=price");
        var page = await response.BodyAsync();
        var next = await api.Anonymous.GetJsonAsync(response.NextLink()!);
        var both = await api.Anonymous.GetJsonAsync("/api/v1/search?q=pinsii%20layar");

        Assert.Equal(2, page.Number("total"));
        Assert.Equal(["region", "price", "days", "difficulty", "tag"], page["facets"]!.Members());
        Assert.Equal(2, page["facets"]!["region"]![0]!.Number("count"));
        Assert.Equal(
            new[] { first, second }.Order(), new[] { page["data"]![0]!.Text("id"), next["data"]![0]!.Text("id") }.Order());
        Assert.Null(next["next_cursor"]);
        Assert.Null(next["facets"]);
        Assert.True(both["trips"]!["is_fuzzy"]!.GetValue<bool>());
        Assert.Equal(2, both["trips"]!["data"]!.AsArray().Count);
        var suggested = (await api.Anonymous.GetJsonAsync("/api/v1/search/suggest?q=kisah%20lay"))["data"]!.AsArray();
        Assert.Equal(["trip", "trip"], suggested.Where(static one => one!["id"] is not null).Take(2).Select(static one => one!.Text("kind")));
        Assert.NotNull((await api.Anonymous.GetJsonAsync("/api/v1/search/popular"))["data"]);
    }

    [Theory]
    [InlineData("places", "q")]
    [InlineData("places?q=a&near=200,3", "near")]
    [InlineData("places?near=1,2&radius=0", "radius")]
    [InlineData("places?q=a&q=b", "q")]
    [InlineData("trips?sort=distance", "near")]
    [InlineData("trips?sort=best", "sort")]
    [InlineData("trips?date_from=20-12-2026", "date_from")]
    [InlineData("trips?month=2026-13", "month")]
    [InlineData("trips?difficulty=easy,brutal", "difficulty")]
    [InlineData("trips?price_min=-1", "price_min")]
    [InlineData("trips?facets=yes", "facets")]
    [InlineData("search/suggest?q=a&limit=21", "limit")]
    public async Task Parameter_OutOfItsBounds_Is400AndNamed(string path, string parameter)
    {
        using var response = await api.Anonymous.GetAsync("/api/v1/" + path);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var body = await JsonNode.ParseAsync(await response.Content.ReadAsStreamAsync());
        Assert.Equal(parameter, body!["errors"]![0]!.Text("pointer"));
    }

    [Fact]
    public async Task Trips_CursorOfAnotherOrder_Is400()
    {
        using var response = await api.Anonymous.GetAsync("/api/v1/trips?cursor=MTow&sort=price");

        await ProblemAssert.IsAsync(response, 400, "cursor_invalid");
    }

    [Theory]
    [InlineData("price", "1:0:1e300:")]
    [InlineData("price", "1:0:1.5:")]
    [InlineData("price", "1:0:-1:")]
    [InlineData("date", "2:0:1e9:")]
    [InlineData("rating", "3:0:NaN:")]
    [InlineData("rating", "3:7:1:")]
    public async Task Trips_CursorThatWeNeverMade_Is400(string sort, string forged)
    {
        var cursor = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(forged + Guid.Empty));

        using var response = await api.Anonymous.GetAsync($"/api/v1/trips?sort={sort}&cursor={cursor}");

        await ProblemAssert.IsAsync(response, 400, "cursor_invalid");
    }

    [Theory]
    [InlineData("price", "1:3:5:")]
    [InlineData("date", "2:2:-99999:")]
    [InlineData("date", "2:0:100000:")]
    [InlineData("rating", "3:1:1e308:")]
    [InlineData("relevance", "0:2:-1e308:")]
    public async Task Trips_CursorThatWeCouldHaveMade_IsAPlaceInTheList(string sort, string forged)
    {
        var cursor = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(forged + Guid.Empty));

        foreach (var text in new[] { "", "&q=pantai" })
        {
            using var response = await api.Anonymous.GetAsync($"/api/v1/trips?sort={sort}&cursor={cursor}{text}");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("MTow")]
    [InlineData("not base64!")]
    [InlineData("LTE6MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw")]
    [InlineData("OTk5OTk5OTk5OTk5OTk5OTk5OTo")]
    public async Task ListsOfATrip_CursorThatWeNeverMade_Is400(string cursor)
    {
        var (guide, id) = await api.NewTripAsync();

        foreach (var list in new[] { $"trips/{id}/departures", $"trips/{id}/reviews", $"trips/{id}/revisions", $"trips/{id}/interests", "trips/mine", "account/saved-trips", "account/interests", "account/waiting" })
        {
            using var response = await guide.Client.GetAsync($"/api/v1/{list}?cursor={Uri.EscapeDataString(cursor)}");
            await ProblemAssert.IsAsync(response, 400, "cursor_invalid");
        }
    }

    [Theory]
    [InlineData("0:00000000-0000-0000-0000-000000000000")]
    [InlineData("3155378975999999999:ffffffff-ffff-ffff-ffff-ffffffffffff")]
    public async Task ListsOfATrip_CursorAtTheEndsOfTime_IsAPlaceInTheList(string forged)
    {
        var (guide, id) = await api.NewTripAsync();
        var cursor = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(forged));

        foreach (var list in new[] { $"trips/{id}/departures", $"trips/{id}/reviews", $"trips/{id}/revisions", $"trips/{id}/interests", "trips/mine", "account/saved-trips", "account/interests", "account/waiting" })
        {
            using var response = await guide.Client.GetAsync($"/api/v1/{list}?cursor={cursor}");
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{list}: {response.StatusCode}");
        }
    }

    [Fact]
    public async Task Trips_WordsThatMeanSomethingToSql_AreWords()
    {
        foreach (var text in new[] { "'; drop table trip_search --", "a & | ! ( :*", "\\", "%_%", "🏝️ naïve" })
        {
            using var trips = await api.Anonymous.GetAsync("/api/v1/trips?q=" + Uri.EscapeDataString(text));
            using var suggestions = await api.Anonymous.GetAsync("/api/v1/search/suggest?q=" + Uri.EscapeDataString(text));

            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (trips.StatusCode, suggestions.StatusCode));
        }
    }

    private async Task<(Person Guide, string Id)> NewTripAsync(string title)
    {
        var guide = await api.RegisterGuideAsync();
        var body = TripsOverHttp.Complete();
        body["title"] = title;
        var id = (await guide.NewDraftAsync(body)).Text("id");
        using var published = await guide.Client.PostAsync($"{TripsOverHttp.Path}/{id}/publish", null);
        await published.BodyAsync();
        return (guide, id);
    }
}
