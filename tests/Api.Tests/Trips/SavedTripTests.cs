using System.Net;

namespace Nusaloka.Api.Tests.Trips;

[Collection(ApiCollection.Name)]
public sealed class SavedTripTests(ApiServer api)
{
    private const string Path = "/api/v1/account/saved-trips";

    [Fact]
    public async Task SavedTrips_SavedAndForgotten_AreListedAsTheyAreNow()
    {
        var (_, trip) = await api.NewTripAsync();
        var person = await api.RegisterAsync();

        using var saved = await person.Client.SendJsonAsync(HttpMethod.Post, Path, new { trip_id = trip });
        var listed = Assert.Single((await person.Client.GetJsonAsync(Path))["data"]!.AsArray())!;
        using var removed = await person.Client.DeleteAsync($"{Path}/{trip}");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (saved.StatusCode, removed.StatusCode));
        Assert.Equal((trip, "Tiga Gili dalam tiga hari", "published"), (listed["trip"]!.Text("id"), listed["trip"]!.Text("title"), listed["trip"]!.Text("status")));
        Assert.Empty((await person.Client.GetJsonAsync(Path))["data"]!.AsArray());
    }

    [Fact]
    public async Task Save_OfADraftOfSomebodyElse_Is404()
    {
        var guide = await api.RegisterAsync();
        var draft = (await guide.NewDraftAsync()).Text("id");
        var person = await api.RegisterAsync();

        using var saved = await person.Client.SendJsonAsync(HttpMethod.Post, Path, new { trip_id = draft });

        await ProblemAssert.IsAsync(saved, 404, "trip_not_found");
    }
}
