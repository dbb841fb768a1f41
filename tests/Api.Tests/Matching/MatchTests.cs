using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Api.Tests.Trips;
using Nusaloka.Departures;

namespace Nusaloka.Api.Tests.Matching;

[Collection(ApiCollection.Name)]
public sealed class MatchTests(ApiServer api)
{
    private const string Wishes = "/api/v1/account/wishes";

    private static readonly object Wish = new
    {
        from = "2031-07-01", to = "2031-07-14", budget = 1_000_000, regions = new[] { "Lombok" }, interests = new[] { "snorkeling" },
        pace = "balanced", languages = new[] { "id" }, group_size = 2, is_open_to_companions = true,
    };

    [Fact]
    public async Task Wish_WithADepartureThatFits_ShowsThePartsAndBringsTravellerAndGuideTogether()
    {
        var (guide, trip) = await api.NewTripAsync();
        var departure = await DepartureAsync(guide, trip);
        var traveller = await api.RegisterAsync();

        using var added = await traveller.Client.SendJsonAsync(HttpMethod.Post, Wishes, Wish);
        var wish = (await added.BodyAsync(201)).Text("id");
        var match = (await traveller.Client.GetJsonAsync($"{Wishes}/{wish}/matches"))["data"]!.AsArray().Single(one => one!.Text("departure_id") == departure)!;
        using var expressed = await traveller.Client.SendJsonAsync(
            HttpMethod.Post, "/api/v1/account/interests", new { wish_id = wish, departure_id = departure });
        var interest = await expressed.BodyAsync(201);
        var before = Assert.Single((await guide.Client.GetJsonAsync($"/api/v1/trips/{trip}/interests"))["data"]!.AsArray())!;
        using var accepted = await guide.Client.PostAsync($"/api/v1/interests/{interest.Text("id")}/accept", null);

        // The trip is easy and the pace one step from it: half of 5 points. All else fits.
        Assert.Equal(97.5, match["score"]!["total"]!.GetValue<double>());
        Assert.Equal(
            """{"total":97.5,"dates":25,"budget":20,"region":20,"interests":15,"pace":2.5,"languages":5,"group":10}""", match["score"]!.ToJsonString());
        Assert.Equal((guide.Id, 0L, "en,id"), (match["guide"]!.Text("id"), match["guide"]!.Number("reviews"), string.Join(",", match["languages"]!.AsArray().Select(static one => one!.GetValue<string>()))));
        Assert.Null(before["traveller_id"]);
        Assert.Equal(traveller.Id, (await accepted.BodyAsync()).Text("traveller_id"));
        Assert.Equal("agreed", Assert.Single((await traveller.Client.GetJsonAsync("/api/v1/account/interests"))["data"]!.AsArray())!.Text("status"));
    }

    [Fact]
    public async Task Guides_OfAWish_AreShownByTheirBestDeparture()
    {
        var (guide, trip) = await api.NewTripAsync();
        var departure = await DepartureAsync(guide, trip, "2033-07-04");
        var (traveller, other) = (await api.RegisterAsync(), await api.RegisterAsync());
        using var added = await traveller.Client.SendJsonAsync(HttpMethod.Post, Wishes, new
        {
            from = "2033-07-01", to = "2033-07-14", budget = 1_000_000, regions = new[] { "Lombok" }, group_size = 2,
        });
        var wish = (await added.BodyAsync(201)).Text("id");

        var found = Assert.Single((await traveller.Client.GetJsonAsync($"{Wishes}/{wish}/guides"))["data"]!.AsArray())!;
        using var foreign = await other.Client.GetAsync($"{Wishes}/{wish}/guides");

        Assert.Equal((guide.Id, 1L, departure), (found["guide"]!.Text("id"), found.Number("departures"), found["best"]!.Text("departure_id")));
        Assert.Equal((await other.Client.GetJsonAsync($"/api/v1/people/{guide.Id}")).Text("full_name"), found["guide"]!.Text("full_name"));
        Assert.Equal(100, found["score"]!["total"]!.GetValue<double>());
        Assert.Null(found["guide"]!["rating"]);
        await ProblemAssert.IsAsync(foreign, 404, "wish_not_found");
    }

    [Fact]
    public async Task Interests_OfATrip_AreForItsGuideAlone()
    {
        var (_, trip) = await api.NewTripAsync();
        var other = await api.RegisterAsync();

        using var refused = await other.Client.GetAsync($"/api/v1/trips/{trip}/interests");

        await ProblemAssert.IsAsync(refused, 403, "trip_not_yours");
    }

    [Fact]
    public async Task Express_OfADepartureThatDoesNotFit_Is422()
    {
        var (guide, trip) = await api.NewTripAsync();
        var departure = await DepartureAsync(guide, trip, "2031-09-01");
        var traveller = await api.RegisterAsync();
        using var added = await traveller.Client.SendJsonAsync(HttpMethod.Post, Wishes, Wish);

        using var refused = await traveller.Client.SendJsonAsync(
            HttpMethod.Post, "/api/v1/account/interests", new { wish_id = (await added.BodyAsync(201)).Text("id"), departure_id = departure });

        await ProblemAssert.IsAsync(refused, 422, "not_a_match");
    }

    [Fact]
    public async Task Companions_WhoAreOpen_FindEachOther()
    {
        var (one, other, closed) = (await api.RegisterAsync(), await api.RegisterAsync(), await api.RegisterAsync());
        using var first = await one.Client.SendJsonAsync(HttpMethod.Post, Wishes, Wish);
        using var second = await other.Client.SendJsonAsync(HttpMethod.Post, Wishes, Wish);
        using var third = await closed.Client.SendJsonAsync(HttpMethod.Post, Wishes, new { from = "2031-07-01", to = "2031-07-14", budget = 1_000_000, group_size = 2 });

        var found = (await one.Client.GetJsonAsync($"{Wishes}/{(await first.BodyAsync(201)).Text("id")}/companions"))["data"]!.AsArray();
        using var refused = await closed.Client.GetAsync($"{Wishes}/{(await third.BodyAsync(201)).Text("id")}/companions");

        var users = found.Select(static companion => companion!.Text("user_id")).ToArray();
        Assert.Contains(other.Id, users);
        Assert.DoesNotContain(one.Id, users);
        Assert.DoesNotContain(closed.Id, users);
        await ProblemAssert.IsAsync(refused, 409, "companions_closed");
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
    }

    [Fact]
    public async Task Wishes_ChangedAndRemoved_AreOnesOwn()
    {
        var (person, other) = (await api.RegisterAsync(), await api.RegisterAsync());
        using var added = await person.Client.SendJsonAsync(HttpMethod.Post, Wishes, Wish, ("Idempotency-Key", "lombok"));
        using var again = await person.Client.SendJsonAsync(HttpMethod.Post, Wishes, Wish, ("Idempotency-Key", "lombok"));
        var id = (await added.BodyAsync(201)).Text("id");

        using var changed = await person.Client.SendJsonAsync(HttpMethod.Put, $"{Wishes}/{id}", new { from = "2031-08-01", to = "2031-08-02", budget = 500_000 });
        using var foreign = await other.Client.GetAsync($"{Wishes}/{id}/matches");
        using var removed = await person.Client.DeleteAsync($"{Wishes}/{id}");

        Assert.Equal(id, (await again.BodyAsync(201)).Text("id"));
        Assert.Equal((500_000L, 0), ((await changed.BodyAsync()).Number("budget"), (await changed.BodyAsync())["regions"]!.AsArray().Count));
        await ProblemAssert.IsAsync(foreign, 404, "wish_not_found");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Empty((await person.Client.GetJsonAsync(Wishes))["data"]!.AsArray());
    }

    private async Task<string> DepartureAsync(Person guide, string trip, string startsOn = "2031-07-04")
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        var saved = await api.App.Services.GetRequiredService<IGrainFactory>().GetGrain<IDepartureGrain>(id).SaveAsync(new SaveDeparture(
            trip, guide.Id, DateOnly.Parse(startsOn, System.Globalization.CultureInfo.InvariantCulture), 1, "Asia/Makassar", 8, 2, null, null, null));
        Assert.True(saved.IsSuccess, saved.Error?.Detail);
        return id;
    }
}
