using System.Net;
using Nusaloka.Api.Tests.Trips;

namespace Nusaloka.Api.Tests.Reviews;

[Collection(ApiCollection.Name)]
public sealed class ReviewTests(ApiServer api)
{
    [Fact]
    public async Task Review_WrittenAnsweredAndHidden_IsWhatTheTripShows()
    {
        var (guide, trip) = await api.NewTripAsync();
        var (traveller, reader) = (await api.RegisterAsync(), await api.RegisterAsync());
        var booking = await api.NewCompletedBookingAsync(traveller, guide, trip);
        using var officer = api.Staff("officer");

        using var written = await traveller.Client.SendJsonAsync(HttpMethod.Post, $"/api/v1/bookings/{booking}/review", new { stars = 4, text = "Bagus" });
        var review = await written.BodyAsync(201);
        using var answered = await guide.Client.SendJsonAsync(HttpMethod.Put, $"/api/v1/reviews/{review.Text("id")}/answer", new { text = "Terima kasih" });
        var listed = await reader.Client.GetJsonAsync($"/api/v1/trips/{trip}/reviews");
        using var hidden = await officer.SendJsonAsync(HttpMethod.Post, $"/api/v1/reviews/{review.Text("id")}/hide", new { reason = "Bohong" });
        var after = await reader.Client.GetJsonAsync($"/api/v1/trips/{trip}/reviews");
        using var gone = await reader.Client.GetAsync($"/api/v1/reviews/{review.Text("id")}");

        Assert.Equal(("shown", traveller.Id, 4L), (review.Text("status"), review.Text("author_id"), review.Number("stars")));
        Assert.Equal("Terima kasih", (await answered.BodyAsync()).Text("answer"));
        Assert.Equal((4.0, 1L), (listed["rating"]!["average"]!.GetValue<double>(), listed["rating"]!.Number("count")));
        Assert.Equal("Terima kasih", Assert.Single(listed["data"]!.AsArray())!.Text("answer"));
        Assert.Equal("hidden", (await hidden.BodyAsync()).Text("status"));
        Assert.Equal((null, 0L), (after["rating"]!["average"], after["rating"]!.Number("count")));
        await ProblemAssert.IsAsync(gone, 404, "review_not_found");
        Assert.Equal("hidden", (await traveller.Client.GetJsonAsync($"/api/v1/reviews/{review.Text("id")}")).Text("status"));
    }

    [Fact]
    public async Task Review_WithALink_WaitsForStaff()
    {
        var (guide, trip) = await api.NewTripAsync();
        var (traveller, reader) = (await api.RegisterAsync(), await api.RegisterAsync());
        var booking = await api.NewCompletedBookingAsync(traveller, guide, trip);
        using var officer = api.Staff("officer");

        using var written = await traveller.Client.SendJsonAsync(
            HttpMethod.Post, $"/api/v1/bookings/{booking}/review", new { stars = 1, text = "Pesan di www.murah.id" });
        var held = await reader.Client.GetJsonAsync($"/api/v1/trips/{trip}/reviews");
        var queue = await officer.GetJsonAsync("/api/v1/reviews?limit=100");
        using var shown = await officer.PostAsync($"/api/v1/reviews/{booking}/show", null);

        Assert.Equal("held", (await written.BodyAsync(201)).Text("status"));
        Assert.Empty(held["data"]!.AsArray());
        Assert.Contains(queue["data"]!.AsArray(), one => one!["review"]!.Text("id") == booking);
        Assert.Equal("shown", (await shown.BodyAsync()).Text("status"));
    }

    [Fact]
    public async Task Review_OfAnothersBooking_Is404AndASecondOneIs409()
    {
        var (guide, trip) = await api.NewTripAsync();
        var (traveller, other) = (await api.RegisterAsync(), await api.RegisterAsync());
        var path = $"/api/v1/bookings/{await api.NewCompletedBookingAsync(traveller, guide, trip)}/review";

        using var foreign = await other.Client.SendJsonAsync(HttpMethod.Post, path, new { stars = 5 });
        using var first = await traveller.Client.SendJsonAsync(HttpMethod.Post, path, new { stars = 5 });
        using var second = await traveller.Client.SendJsonAsync(HttpMethod.Post, path, new { stars = 1 });

        await ProblemAssert.IsAsync(foreign, 404, "booking_not_found");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        await ProblemAssert.IsAsync(second, 409, "review_exists");
    }

    [Fact]
    public async Task Report_CountsEachPersonOnceAndNotTheAuthor()
    {
        var (guide, trip) = await api.NewTripAsync();
        var (traveller, reader) = (await api.RegisterAsync(), await api.RegisterAsync());
        var booking = await api.NewCompletedBookingAsync(traveller, guide, trip);
        using var written = await traveller.Client.SendJsonAsync(HttpMethod.Post, $"/api/v1/bookings/{booking}/review", new { stars = 5 });
        await written.BodyAsync(201);
        using var officer = api.Staff("officer");

        for (var i = 0; i < 2; i++)
        {
            using var reported = await reader.Client.SendJsonAsync(HttpMethod.Post, $"/api/v1/reviews/{booking}/report", new { reason = "Bohong" });
            Assert.Equal(HttpStatusCode.NoContent, reported.StatusCode);
        }

        using var own = await traveller.Client.SendJsonAsync(HttpMethod.Post, $"/api/v1/reviews/{booking}/report", new { reason = "Bohong" });
        await ProblemAssert.IsAsync(own, 409, "own_review");
        Assert.Equal(1, (await officer.GetJsonAsync("/api/v1/reviews?limit=100"))["data"]!.AsArray().Single(one => one!["review"]!.Text("id") == booking)!.Number("reports"));
    }
}
