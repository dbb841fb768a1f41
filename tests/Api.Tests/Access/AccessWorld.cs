using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Accounts.Sessions;

namespace Nusaloka.Api.Tests.Access;

/// <summary>Eight identities, and one of each thing that belongs to the owner.</summary>
internal sealed class AccessWorld : IDisposable
{
    private const string Nothing = "0199a0c2-0000-7000-8000-00000000dead";

    private readonly Dictionary<string, HttpClient> _clients = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _things = new(StringComparer.Ordinal);

    private AccessWorld(string owner) => Owner = owner;

    /// <summary>The account id of the owner.</summary>
    public string Owner { get; }

    public static async Task<AccessWorld> CreateAsync(ApiServer api)
    {
        var owner = await api.RegisterWithAsync(1_000_000);
        var world = new AccessWorld(owner.Id);
        world._clients["anonymous"] = api.Client();
        world._clients["owner"] = owner.Client;
        world._clients["other"] = (await api.RegisterAsync()).Client;
        foreach (var role in new[] { "seller", "officer", "admin" })
            world._clients[role] = (await api.RegisterAsync(role)).Client;
        world._clients["expired"] = api.As(api.Forge.Sign(
            TokenForge.Header(), TokenForge.Claims(owner.Id, now: TimeProvider.System.GetUtcNow().AddDays(-1))));
        world._clients["service"] = api.AsService();
        await world.FurnishAsync(api, owner);
        return world;
    }

    /// <summary>The status that somebody gets for a route.</summary>
    public async Task<int> StatusAsync(string identity, string method, string path, bool hasBody)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Resolve(path));
        if (hasBody)
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await _clients[identity].SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (int)response.StatusCode;
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
    }

    /// <summary>What each kind of thing in a path is: the segment before the id names it.</summary>
    private async Task FurnishAsync(ApiServer api, Person owner)
    {
        var payee = await api.RegisterAsync();
        _things["users"] = _things["user"] = _things["people"] = owner.Id;
        _things["transactions"] = await IdOfAsync(owner.Client, "/api/v1/transactions", new
        {
            sender_id = owner.Id, receiver_id = payee.Id, amount = 1_000, description = "makan siang",
        });
        _things["payments"] = await IdOfAsync(owner.Client, "/api/v1/payments", new { purpose = "top_up", amount = 10_000 });
        _things["addresses"] = await IdOfAsync(owner.Client, "/api/v1/account/addresses", new
        {
            label = "Rumah", recipient_name = "Siti", phone = "081234567890", street = "Jl. Malioboro 1", village = "Sosromenduran",
            district = "Gedong Tengen", city = "Kota Yogyakarta", province = "DI Yogyakarta", postal_code = "55271",
        });
        _things["invoices"] = await IdOfAsync(_clients["admin"], "/api/v1/invoices", new
        {
            user_id = owner.Id, lines = new[] { new { description = "Tiket", quantity = 1, unit_price = 50_000 } },
        });
        using var finalized = await _clients["admin"].PostAsync($"/api/v1/invoices/{_things["invoices"]}/finalize", null);
        await finalized.BodyAsync();
        await FurnishRoomAsync(api, owner);
        var sessions = api.App.Services.GetRequiredService<IGrainFactory>().GetGrain<ISessionsGrain>(owner.Id);
        _things["sessions"] = (await sessions.StartAsync(new StartSession("another device", [SignInMethods.Password]))).Value!.SessionId;
    }

    /// <summary>A group of the owner's with a member, a message and a report of it.</summary>
    private async Task FurnishRoomAsync(ApiServer api, Person owner)
    {
        var member = await api.RegisterAsync();
        _things["members"] = member.Id;
        _things["reactions"] = "👍";
        _things["rooms"] = await IdOfAsync(owner.Client, "/api/v1/rooms", new { kind = "group", title = "Kita", member_ids = new[] { member.Id } });
        var messages = $"/api/v1/rooms/{_things["rooms"]}/messages";
        _things["messages"] = await IdOfAsync(owner.Client, messages, new { content = "halo" });
        using var reported = await member.Client.SendJsonAsync(HttpMethod.Post, $"{messages}/{_things["messages"]}/reports", new { reason = "spam" });
        _things["reports"] = (await reported.BodyAsync(202)).Text("id");
    }

    private string Resolve(string path)
    {
        var segments = path.Split('/');
        for (var i = 1; i < segments.Length; i++)
        {
            if (segments[i].StartsWith('{'))
                segments[i] = _things.GetValueOrDefault(segments[i - 1], Nothing);
        }

        return string.Join('/', segments);
    }

    private static async Task<string> IdOfAsync(HttpClient client, string path, object body)
    {
        using var response = await client.SendJsonAsync(HttpMethod.Post, path, body, ("Idempotency-Key", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString()));
        return (await response.BodyAsync(201)).Text("id");
    }
}
