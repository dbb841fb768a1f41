using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Nusaloka.Api.Tests.Realtime;
using Nusaloka.Chat;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Chat;

/// <summary>A server of its own, with small limits for rooms.</summary>
public sealed class ChatLimitTests : IAsyncLifetime, IDisposable
{
    private const string Rooms = "/api/v1/rooms";
    private const string Messages = "/api/v1/messages";

    private readonly TokenForge _forge = new();
    private readonly List<Person> _people = [];
    private PostgresDatabase? _database;
    private WebApplication? _app;

    private Uri Address => ApiServer.AddressOf(_app ?? throw new InvalidOperationException("The server is not started yet."));

    public async Task InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync();
        _app = ApiServer.Build(_database.ConnectionString, _forge, new LogCapture(),
            ["--RATE_LIMITS:SCALE=1", "--RATE_LIMITS:CHAT_OPEN=2/600", "--REALTIME:ROOMS_PER_CONNECTION=1", "--REALTIME:CLOSE_SPREAD_SECONDS=0"]);
        await _app.StartAsync();
        for (var i = 0; i < 4; i++)
            _people.Add(await RegisterAsync($"orang{i}@contoh.id"));
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    public void Dispose()
    {
        _people.ForEach(static person => person.Client.Dispose());
        _forge.Dispose();
    }

    [Fact]
    public async Task Messages_ToStrangers_CountAsRoomsThatAreOpened()
    {
        var siti = _people[0].Client;
        foreach (var other in _people[1..3])
            await SendAsync(new { recipient_id = other.Id, content = "halo" });

        using var refused = await siti.SendJsonAsync(HttpMethod.Post, Messages, new { recipient_id = _people[3].Id, content = "halo" });

        await ProblemAssert.IsAsync(refused, 429);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Empty((await _people[3].Client.GetJsonAsync(Rooms))["data"]!.AsArray());
        // Whom one knows one writes to as before.
        await SendAsync(new { recipient_id = _people[1].Id, content = "apa kabar?" });

        async Task SendAsync(object body)
        {
            using var sent = await siti.SendJsonAsync(HttpMethod.Post, Messages, body);
            await sent.BodyAsync(201);
        }
    }

    [Fact]
    public async Task Socket_ThatHasJoinedAsManyRoomsAsItMay_WritesToOthersToo()
    {
        var rooms = new List<string>();
        foreach (var other in _people[1..3])
        {
            using var opened = await _people[0].Client.SendJsonAsync(HttpMethod.Post, Rooms, new { kind = "direct", member_ids = new[] { other.Id } });
            rooms.Add((await opened.BodyAsync(201)).Text("id"));
        }

        await using var client = await SocketClient.ConnectAsync(Address, "/ws/chat?token=" + _forge.Person(_people[0].Id));

        foreach (var room in rooms)
        {
            await client.SendAsync(new { type = "message", conversation_id = room, content = "halo" });
            Assert.Equal(room, (await client.NextAsync("ack")).Text("conversation_id"));
        }

        await client.SendAsync(new { type = "message", conversation_id = RoomIds.Direct(_people[2].Id, _people[3].Id), content = "halo" });
        Assert.Equal("room_not_found", (await client.NextAsync("error"))["payload"]!.Text("code"));
    }

    private async Task<Person> RegisterAsync(string email)
    {
        using var anonymous = new HttpClient { BaseAddress = Address };
        using var response = await anonymous.PostAsJsonAsync("/api/v1/auth/register", new { full_name = "Orang", email, password = ApiServer.Password });
        var id = (await response.BodyAsync(201)).Text("id");
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _forge.Person(id));
        return new Person(id, email, client);
    }
}
