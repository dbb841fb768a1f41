using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Api.Tests.Trips;
using Nusaloka.Departures;

namespace Nusaloka.Api.Tests.Departures;

[Collection(ApiCollection.Name)]
public sealed class DepartureTests(ApiServer api)
{
    [Fact]
    public async Task Departure_MadeReadChangedAndCancelled_IsAsTheGuideSays()
    {
        var (guide, trip) = await api.NewTripAsync();
        var traveller = await api.RegisterAsync();
        var made = await AddAsync(guide, trip, new { starts_on = "2090-12-24", capacity = 8, days = 3, min_people = 4, cut_off = "2090-12-23T18:00", price = 1_750_000 });
        var path = "/api/v1/departures/" + made.Text("id");

        using var read = await traveller.Client.GetAsync(path);
        var tag = read.Headers.ETag?.Tag ?? "";
        var seen = await read.BodyAsync();
        using var changed = await guide.Client.SendJsonAsync(HttpMethod.Put, path, new { starts_on = "2090-12-24", capacity = 6 }, ("If-Match", tag));
        using var stale = await guide.Client.SendJsonAsync(HttpMethod.Put, path, new { starts_on = "2090-12-24", capacity = 7 }, ("If-Match", tag));
        using var cancelled = await guide.Client.DeleteAsync(path);

        Assert.Equal(made.ToJsonString(), seen.ToJsonString());
        Assert.Equal(("2090-12-26", "Asia/Makassar", "2090-12-23T18:00:00"), (seen.Text("ends_on"), seen.Text("time_zone"), seen.Text("cut_off")));
        Assert.Equal(("2090-12-23T16:00:00.000Z", "2090-12-23T10:00:00.000Z"), (seen.Text("starts_at"), seen.Text("cut_off_at")));
        Assert.Equal((8, 8, 4, 1_750_000), (seen.Number("capacity"), seen.Number("free"), seen.Number("min_people"), seen.Number("price")));
        Assert.Equal(("2090-12-24", 6, null), ((await changed.BodyAsync()).Text("ends_on"), (await changed.BodyAsync()).Number("free"), (await changed.BodyAsync())["price"]?.ToString()));
        await ProblemAssert.IsAsync(stale, 412, "version_mismatch");
        Assert.Equal("cancelled", (await cancelled.BodyAsync()).Text("status"));
    }

    [Fact]
    public async Task Departure_OfAnothersTrip_IsRefused_AndOfADraft_IsNotThere()
    {
        var (guide, trip) = await api.NewTripAsync();
        var draft = (await guide.NewDraftAsync()).Text("id");
        var other = await api.RegisterAsync();
        var body = new { starts_on = "2090-12-24", capacity = 8 };
        var made = await AddAsync(guide, trip, body);
        var hidden = await AddAsync(guide, draft, body);

        using var adding = await other.Client.SendJsonAsync(HttpMethod.Post, $"/api/v1/trips/{trip}/departures", body);
        using var changing = await other.Client.SendJsonAsync(HttpMethod.Put, "/api/v1/departures/" + made.Text("id"), body);
        using var cancelling = await other.Client.DeleteAsync("/api/v1/departures/" + made.Text("id"));
        using var reading = await other.Client.GetAsync("/api/v1/departures/" + hidden.Text("id"));
        using var listing = await other.Client.GetAsync($"/api/v1/trips/{draft}/departures");

        await ProblemAssert.IsAsync(adding, 403, "trip_not_yours");
        await ProblemAssert.IsAsync(changing, 403, "trip_not_yours");
        await ProblemAssert.IsAsync(cancelling, 403, "trip_not_yours");
        await ProblemAssert.IsAsync(reading, 404, "departure_not_found");
        await ProblemAssert.IsAsync(listing, 404, "trip_not_found");
    }

    [Fact]
    public async Task Create_AgainWithTheSameKey_AddsNothing()
    {
        var (guide, trip) = await api.NewTripAsync();
        var (path, body) = ($"/api/v1/trips/{trip}/departures", new { starts_on = "2090-12-24", capacity = 8 });

        using var first = await guide.Client.SendJsonAsync(HttpMethod.Post, path, body, ("Idempotency-Key", "natal"));
        using var second = await guide.Client.SendJsonAsync(HttpMethod.Post, path, body, ("Idempotency-Key", "natal"));
        using var other = await guide.Client.SendJsonAsync(HttpMethod.Post, path, new { starts_on = "2090-12-24", capacity = 7 }, ("Idempotency-Key", "natal"));

        Assert.Equal((await first.BodyAsync(201)).ToJsonString(), (await second.BodyAsync(201)).ToJsonString());
        await ProblemAssert.IsAsync(other, 422, "idempotency_key_reused");
        Assert.Single((await guide.Client.GetJsonAsync(path))["data"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"starts_on":"2090-12-24","capacity":0}""", "/capacity")]
    [InlineData("""{"starts_on":"2090-12-24","capacity":9}""", "/capacity")]
    [InlineData("""{"starts_on":"2090-12-24","capacity":5,"min_people":6}""", "/min_people")]
    [InlineData("""{"starts_on":"2090-12-24","capacity":5,"cut_off":"besok"}""", "/cut_off")]
    [InlineData("""{"starts_on":"2090-12-24","capacity":5,"cut_off":"2090-12-25T00:00"}""", "/cut_off")]
    [InlineData("""{"starts_on":"2090-12-24","capacity":5,"min_people":2,"cut_off":"2090-12-24T00:00"}""", "/cut_off")]
    [InlineData("""{"starts_on":"2020-12-24","capacity":5}""", "/cut_off")]
    [InlineData("""{"starts_on":"2090-12-24","capacity":5,"time_zone":"Asia/Atlantis"}""", "/time_zone")]
    public async Task Create_WhatCannotBe_NamesTheField(string body, string pointer)
    {
        var (guide, trip) = await api.NewTripAsync();

        using var refused = await guide.Client.SendJsonAsync(HttpMethod.Post, $"/api/v1/trips/{trip}/departures", JsonNode.Parse(body)!);

        var problem = await ProblemAssert.IsAsync(refused, 400, "validation_failed");
        Assert.Equal(pointer, Assert.Single(problem["errors"]!.AsArray())!.Text("pointer"));
    }

    [Fact]
    public async Task Waiting_ForAFullDeparture_IsOfferedWhatIsFreed()
    {
        var (guide, trip) = await api.NewTripAsync();
        var made = await AddAsync(guide, trip, new { starts_on = "2090-12-24", capacity = 2 });
        var traveller = await api.RegisterAsync();
        var path = $"/api/v1/departures/{made.Text("id")}/waiting";
        using var tooSoon = await traveller.Client.SendJsonAsync(HttpMethod.Post, path, new { seats = 2 });
        var departure = api.App.Services.GetRequiredService<IGrainFactory>().GetGrain<IDepartureGrain>(made.Text("id"));
        var booking = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        Assert.True((await departure.ConfirmAsync(new ConfirmSeats(booking, 2))).IsSuccess);

        using var joined = await traveller.Client.SendJsonAsync(HttpMethod.Post, path, new { seats = 2 });
        var place = await traveller.Client.GetJsonAsync(path);
        await departure.ReleaseAsync(booking);
        var offered = Assert.Single((await traveller.Client.GetJsonAsync("/api/v1/account/waiting"))["data"]!.AsArray())!;
        using var left = await traveller.Client.DeleteAsync(path);
        using var gone = await traveller.Client.GetAsync(path);

        await ProblemAssert.IsAsync(tooSoon, 409, "seats_free");
        Assert.Equal((1, 2), ((await joined.BodyAsync()).Number("position"), place.Number("seats")));
        Assert.Equal((0, made.Text("id"), trip), (offered.Number("position"), offered.Text("departure_id"), offered.Text("trip_id")));
        Assert.NotNull(offered["offered_until"]);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, left.StatusCode);
        await ProblemAssert.IsAsync(gone, 404, "waiting_not_found");
    }

    private static async Task<JsonNode> AddAsync(Person guide, string trip, object body)
    {
        using var made = await guide.Client.SendJsonAsync(HttpMethod.Post, $"/api/v1/trips/{trip}/departures", body);
        return await made.BodyAsync(201);
    }
}
