using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Api.Tests.Trips;
using Nusaloka.Departures;

namespace Nusaloka.Api.Tests.Bookings;

/// <summary>Departures and bookings for tests.</summary>
internal static class BookingsOverHttp
{
    public const string Path = "/api/v1/bookings";
    public const long Price = 100_000;

    /// <summary>A departure in some days, of a published trip.</summary>
    public static async Task<(Person Guide, string TripId, string DepartureId)> NewDepartureAsync(this ApiServer api, int capacity = 5, int inDays = 30)
    {
        var (guide, tripId) = await api.NewTripAsync();
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        var startsOn = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Date).AddDays(inDays);
        var saved = await api.App.Services.GetRequiredService<IGrainFactory>().GetGrain<IDepartureGrain>(id).SaveAsync(
            new SaveDeparture(tripId, guide.Id, startsOn, Days: 2, "Asia/Makassar", capacity, MinPeople: 1, CutOff: null, Money.Rupiah(Price), ExpectedVersion: null));
        Assert.True(saved.IsSuccess, $"{saved.Error}");
        return (guide, tripId, id);
    }

    /// <summary>What a booking is asked for with.</summary>
    public static Dictionary<string, object?> Asked(string departureId, int seats = 1) => new()
    {
        ["departure_id"] = departureId,
        ["seats"] = seats,
        ["contact"] = new { name = "Siti Aminah", phone = "+6281234567890" },
    };

    public static Task<HttpResponseMessage> PostAsync(this Person person, string path, object body, string? key = null) => person.Client.SendJsonAsync(
        HttpMethod.Post, path, body, ("Idempotency-Key", key ?? Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString()));

    /// <summary>A booking whose seats are held.</summary>
    public static async Task<JsonNode> BookAsync(this Person person, string departureId, int seats = 1)
    {
        using var booked = await person.PostAsync(Path, Asked(departureId, seats));
        return await booked.BodyAsync(201);
    }

    /// <summary>Pays from the wallet.</summary>
    public static async Task<JsonNode> PayAsync(this Person person, string id)
    {
        using var paid = await person.PostAsync($"{Path}/{id}/payment", new { method = "wallet" });
        return await paid.BodyAsync();
    }
}
