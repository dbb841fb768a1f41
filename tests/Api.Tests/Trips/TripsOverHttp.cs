using System.Text.Json.Nodes;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Trips;

/// <summary>Trips and guides for tests, by the routes that guides use.</summary>
internal static class TripsOverHttp
{
    public const string Path = "/api/v1/trips";

    /// <summary>A trip that can be published.</summary>
    public static Dictionary<string, object?> Complete() => new()
    {
        ["title"] = "Tiga Gili dalam tiga hari",
        ["description"] = "Menyelam permukaan bersama penyu di tiga pulau kecil.",
        ["region"] = "Lombok",
        ["places"] = new[] { new { name = "Gili Trawangan", latitude = -8.350886, longitude = 116.036389, time_zone = "Asia/Makassar" } },
        ["days"] = new[] { new { items = new[] { new { time = "08:30", activity = "Menyeberang", transport = "Perahu" } } } },
        ["price"] = 1_000_000,
        ["group_prices"] = new[] { new { min_people = 4, price_per_person = 900_000 } },
        ["seasons"] = new[] { new { from = "2026-12-20", to = "2027-01-05", price_per_person = 1_500_000 } },
        ["languages"] = new[] { "id", "en" },
        ["tags"] = new[] { "snorkeling", "beach" },
        ["min_people"] = 2,
        ["max_people"] = 8,
    };

    /// <summary>Somebody whose identity is verified.</summary>
    public static async Task<Person> RegisterGuideAsync(this ApiServer api)
    {
        var guide = await api.RegisterAsync();
        await api.VerifyAsync(guide);
        return guide;
    }

    /// <summary>Verifies somebody's identity.</summary>
    public static async Task VerifyAsync(this ApiServer api, Person guide)
    {
        using var asked = await guide.Client.SendJsonAsync(
            HttpMethod.Post, "/api/v1/account/verification", new { legal_name = "SITI", document = "ktp", document_number = Nik.Next() });
        await asked.BodyAsync();
        using var officer = api.Staff("officer");
        using var decided = await officer.SendJsonAsync(HttpMethod.Post, $"/api/v1/users/{guide.Id}/verification/decide", new { decision = "verified" });
        await decided.BodyAsync();
    }

    /// <summary>A draft.</summary>
    public static async Task<JsonNode> NewDraftAsync(this Person guide, object? body = null)
    {
        using var begun = await guide.Client.SendJsonAsync(HttpMethod.Post, Path, body ?? Complete());
        return await begun.BodyAsync(201);
    }

    /// <summary>A published trip of a verified guide.</summary>
    public static async Task<(Person Guide, string Id)> NewTripAsync(this ApiServer api)
    {
        var guide = await api.RegisterGuideAsync();
        return (guide, await guide.NewPublishedAsync());
    }

    /// <summary>A published trip of somebody who is verified.</summary>
    public static async Task<string> NewPublishedAsync(this Person guide)
    {
        var id = (await guide.NewDraftAsync()).Text("id");
        using var published = await guide.Client.PostAsync($"{Path}/{id}/publish", null);
        await published.BodyAsync();
        return id;
    }
}
