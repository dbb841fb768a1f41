using System.Net;
using Nusaloka.Api.Tests.Reviews;

namespace Nusaloka.Api.Tests.Trips;

[Collection(ApiCollection.Name)]
public sealed class TripTests(ApiServer api)
{
    private const string Path = TripsOverHttp.Path;

    [Fact]
    public async Task Trip_BegunAndPublished_IsWhatEverybodyReads()
    {
        var guide = await api.RegisterGuideAsync();
        var reader = await api.RegisterAsync();

        using var begun = await guide.Client.SendJsonAsync(HttpMethod.Post, Path, TripsOverHttp.Complete());
        var draft = await begun.BodyAsync(201);
        using var early = await reader.Client.GetAsync($"{Path}/{draft.Text("id")}");
        using var publishing = new HttpRequestMessage(HttpMethod.Post, $"{Path}/{draft.Text("id")}/publish");
        publishing.Headers.TryAddWithoutValidation("If-Match", begun.Headers.ETag!.ToString());
        using var published = await guide.Client.SendAsync(publishing);
        var read = await reader.Client.GetJsonAsync($"{Path}/{draft.Text("id")}");
        var itinerary = await reader.Client.GetJsonAsync($"{Path}/{draft.Text("id")}/itinerary");

        await ProblemAssert.IsAsync(early, 404, "trip_not_found");
        Assert.Equal($"{Path}/{draft.Text("id")}", begun.Headers.Location?.OriginalString);
        Assert.Equal(("draft", 1L), (draft.Text("status"), draft.Number("version")));
        Assert.Equal("published", (await published.BodyAsync()).Text("status"));
        Assert.Equal(("published", guide.Id, "Asia/Makassar", 1_000_000L), (read.Text("status"), read.Text("guide_id"), read.Text("time_zone"), read.Number("price")));
        Assert.Equal(["beach", "snorkeling"], read["tags"]!.AsArray().Select(static tag => tag!.GetValue<string>()));
        Assert.Equal("2026-12-20", read["seasons"]![0]!.Text("from"));
        Assert.Equal("moderate", read.Text("cancellation_policy"));
        Assert.Equal(("08:30", "Menyeberang"), (itinerary["days"]![0]!["items"]![0]!.Text("time"), itinerary["days"]![0]!["items"]![0]!.Text("activity")));
    }

    [Fact]
    public async Task PublishedTrip_WithoutASignIn_IsReadWithAllThatBelongsToItAndMayBeKept()
    {
        var (guide, id) = await api.NewTripAsync();
        using var made = await guide.Client.SendJsonAsync(HttpMethod.Post, $"{Path}/{id}/departures", new { starts_on = "2090-12-24", capacity = 5 });
        var departure = (await made.BodyAsync(201)).Text("id");
        var booking = await api.NewCompletedBookingAsync(await api.RegisterAsync(), guide, id);

        foreach (var path in new[] { $"{Path}/{id}", $"{Path}/{id}/itinerary", $"{Path}/{id}/departures", $"{Path}/{id}/reviews", $"/api/v1/departures/{departure}" })
        {
            using var open = await api.Anonymous.GetAsync(path);
            using var own = await guide.Client.GetAsync(path);

            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (open.StatusCode, own.StatusCode));
            Assert.Equal(await own.Content.ReadAsStringAsync(), await open.Content.ReadAsStringAsync());
            Assert.StartsWith("public, max-age=", open.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
            Assert.Equal("no-cache, private", own.Headers.CacheControl?.ToString());
            Assert.Contains("Authorization", open.Headers.Vary);
        }

        using var read = await api.Anonymous.GetAsync($"{Path}/{id}");
        using var again = new HttpRequestMessage(HttpMethod.Get, $"{Path}/{id}");
        again.Headers.TryAddWithoutValidation("If-None-Match", read.Headers.ETag!.ToString());
        using var unchanged = await api.Anonymous.SendAsync(again);
        using var history = await api.Anonymous.GetAsync($"{Path}/{id}/revisions");
        using var review = await api.Anonymous.GetAsync($"/api/v1/reviews/{booking}");
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        await ProblemAssert.IsAsync(history, 401, "unauthenticated");
        await ProblemAssert.IsAsync(review, 404, "review_not_found");
    }

    [Fact]
    public async Task TripThatIsNotPublished_WithoutASignIn_IsNotThereAndABadTokenIsRefused()
    {
        var (guide, id) = await api.NewTripAsync();
        var draft = (await guide.NewDraftAsync()).Text("id");
        using var bad = new HttpRequestMessage(HttpMethod.Get, $"{Path}/{id}");
        bad.Headers.TryAddWithoutValidation("Authorization", "Bearer a.b.c");

        using var hidden = await api.Anonymous.GetAsync($"{Path}/{draft}");
        using var refused = await api.Anonymous.SendAsync(bad);
        using var deleted = await guide.Client.DeleteAsync($"{Path}/{id}");
        using var gone = await api.Anonymous.GetAsync($"{Path}/{id}");

        await ProblemAssert.IsAsync(hidden, 404, "trip_not_found");
        Assert.Equal("no-store", hidden.Headers.CacheControl?.ToString());
        await ProblemAssert.IsAsync(refused, 401, "token_invalid");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await ProblemAssert.IsAsync(gone, 404, "trip_not_found");
    }

    [Fact]
    public async Task Change_WithAnOldETag_Is412AndTheHistorySaysWhatWasDone()
    {
        var (guide, id) = await api.NewTripAsync();
        using var read = await guide.Client.GetAsync($"{Path}/{id}");
        var cheaper = TripsOverHttp.Complete();
        cheaper["price"] = 950_000;

        using var changed = await guide.Client.SendJsonAsync(HttpMethod.Put, $"{Path}/{id}", cheaper, ("If-Match", read.Headers.ETag!.ToString()));
        using var stale = await guide.Client.SendJsonAsync(HttpMethod.Put, $"{Path}/{id}", cheaper, ("If-Match", read.Headers.ETag!.ToString()));
        var history = (await guide.Client.GetJsonAsync($"{Path}/{id}/revisions"))["data"]!.AsArray();

        Assert.Equal(950_000, (await changed.BodyAsync()).Number("price"));
        await ProblemAssert.IsAsync(stale, 412, "version_mismatch");
        Assert.Equal(["changed", "published", "created"], history.Select(static one => one!.Text("kind")));
        Assert.Equal("""{"price":950000}""", history[0]!["changes"]!.ToJsonString());
        Assert.Equal(guide.Id, history[0]!.Text("actor_id"));
    }

    [Fact]
    public async Task Publish_OfWhatIsIncomplete_NamesAllThatIsMissing()
    {
        var guide = await api.RegisterGuideAsync();
        var id = (await guide.NewDraftAsync(new { title = "Gili" })).Text("id");

        using var refused = await guide.Client.PostAsync($"{Path}/{id}/publish", null);

        var problem = await ProblemAssert.IsAsync(refused, 422, "trip_incomplete");
        Assert.Equal(
            ["/description", "/region", "/places", "/days", "/price", "/languages"],
            problem["errors"]!.AsArray().Select(static one => one!.Text("pointer")));
    }

    [Fact]
    public async Task Publish_ByWhoIsNotVerified_Is403()
    {
        var guide = await api.RegisterAsync();
        var id = (await guide.NewDraftAsync()).Text("id");

        using var refused = await guide.Client.PostAsync($"{Path}/{id}/publish", null);

        await ProblemAssert.IsAsync(refused, 403, "guide_not_verified");
    }

    [Fact]
    public async Task Create_WithWrongFields_NamesEach()
    {
        var guide = await api.RegisterAsync();
        var wrong = TripsOverHttp.Complete();
        wrong["languages"] = new[] { "bahasa" };
        wrong["max_people"] = 0;

        using var refused = await guide.Client.SendJsonAsync(HttpMethod.Post, Path, wrong);
        using var noTime = await guide.Client.SendJsonAsync(
            HttpMethod.Post, Path, new { title = "Gili", days = new[] { new { items = new[] { new { time = "8.30", activity = "Berenang" } } } } });

        var problem = await ProblemAssert.IsAsync(refused, 400, "validation_failed");
        Assert.Equal(["/languages/0", "/max_people", "/min_people"], problem["errors"]!.AsArray().Select(static one => one!.Text("pointer")));
        Assert.Equal("/days/0/items/0/time", (await ProblemAssert.IsAsync(noTime, 400, "validation_failed"))["errors"]![0]!.Text("pointer"));
    }

    [Fact]
    public async Task Create_RepeatedWithItsKey_MakesOneTripAndAnotherBodyIs422()
    {
        var guide = await api.RegisterAsync();

        using var first = await guide.Client.SendJsonAsync(HttpMethod.Post, Path, TripsOverHttp.Complete(), ("Idempotency-Key", "gili-1"));
        using var again = await guide.Client.SendJsonAsync(HttpMethod.Post, Path, TripsOverHttp.Complete(), ("Idempotency-Key", "gili-1"));
        using var other = await guide.Client.SendJsonAsync(HttpMethod.Post, Path, new { title = "Lain" }, ("Idempotency-Key", "gili-1"));

        Assert.Equal((await first.BodyAsync(201)).Text("id"), (await again.BodyAsync(201)).Text("id"));
        await ProblemAssert.IsAsync(other, 422, "idempotency_key_reused");
        Assert.Single((await guide.Client.GetJsonAsync($"{Path}/mine"))["data"]!.AsArray());
    }

    [Fact]
    public async Task Commands_OfOthers_Are403WhereTheySeeItAnd404WhereTheyDoNot()
    {
        var (guide, id) = await api.NewTripAsync();
        var draft = (await guide.NewDraftAsync()).Text("id");
        var other = await api.RegisterAsync();
        using var admin = api.Staff("admin");

        using var changed = await other.Client.SendJsonAsync(HttpMethod.Put, $"{Path}/{id}", TripsOverHttp.Complete());
        using var archived = await other.Client.PostAsync($"{Path}/{draft}/archive", null);
        using var history = await other.Client.GetAsync($"{Path}/{id}/revisions");
        using var byAdmin = await admin.PostAsync($"{Path}/{id}/archive", null);

        await ProblemAssert.IsAsync(changed, 403, "trip_not_yours");
        await ProblemAssert.IsAsync(archived, 404, "trip_not_found");
        await ProblemAssert.IsAsync(history, 403, "trip_not_yours");
        Assert.Equal("archived", (await byAdmin.BodyAsync()).Text("status"));
    }

    [Fact]
    public async Task Delete_OfAPublishedTrip_LeavesItToItsGuideAlone()
    {
        var (guide, id) = await api.NewTripAsync();
        var other = await api.RegisterAsync();

        using var deleted = await guide.Client.DeleteAsync($"{Path}/{id}");
        using var again = await guide.Client.DeleteAsync($"{Path}/{id}");
        using var gone = await other.Client.GetAsync($"{Path}/{id}");
        using var changed = await guide.Client.SendJsonAsync(HttpMethod.Put, $"{Path}/{id}", TripsOverHttp.Complete());

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (deleted.StatusCode, again.StatusCode));
        await ProblemAssert.IsAsync(gone, 404, "trip_not_found");
        await ProblemAssert.IsAsync(changed, 409, "trip_deleted");
        Assert.Equal("deleted", (await guide.Client.GetJsonAsync($"{Path}/{id}")).Text("status"));
        Assert.Empty((await guide.Client.GetJsonAsync($"{Path}/mine"))["data"]!.AsArray());
    }

    [Theory]
    [InlineData("gili")]
    [InlineData("0199a0c2-0000-7000-8000-00000000dead")]
    public async Task Get_OfNoTrip_Is404(string id)
    {
        var reader = await api.RegisterAsync();

        using var missing = await reader.Client.GetAsync($"{Path}/{id}");

        await ProblemAssert.IsAsync(missing, 404, "trip_not_found");
    }
}
