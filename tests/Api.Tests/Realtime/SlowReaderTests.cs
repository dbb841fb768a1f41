using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Api.Realtime;
using Nusaloka.Chat;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Realtime;

/// <summary>Clients that do not read are cut off, and keep nothing from the others. A server of its own, whose queues are short.</summary>
public sealed class SlowReaderTests : IAsyncLifetime, IDisposable
{
    /// <summary>Enough to fill the buffers of the system and the queue, whatever their sizes are.</summary>
    private const int MaxMessages = 40_000;
    private const int Many = 5_000;

    private readonly TokenForge _forge = new();
    private PostgresDatabase? _database;
    private WebApplication? _app;

    public async Task InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync();
        _app = ApiServer.Build(_database.ConnectionString, _forge, new LogCapture(),
        [
            "--REALTIME:QUEUE=128", "--REALTIME:CLOSE_SPREAD_SECONDS=0", "--CHAT:MESSAGES_PER_SECOND=1000000", "--CHAT:MESSAGE_BURST=1000000",
        ]);
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    public void Dispose() => _forge.Dispose();

    [Fact]
    public async Task Clients_ThatDoNotRead_AreCutOff_AndOthersGetEverything()
    {
        var (address, node) = (ApiServer.AddressOf(_app!), _app!.Services.GetRequiredService<NodeRealtime>());
        string[] people = [.. Enumerable.Range(0, 3).Select(static _ => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString())];
        var (reader, raw, hub) = (people[0], people[1], people[2]);
        var room = await RoomAsync(people);
        await using var reading = await SocketClient.ConnectAsync(address, $"/ws/chat?token={_forge.Person(reader)}");
        await reading.NextAsync("joined");
        using var silent = new System.Net.WebSockets.ClientWebSocket();
        await silent.ConnectAsync(new Uri($"ws://{address.Authority}/ws/chat?token={_forge.Person(raw)}"), CancellationToken.None);
        await using var silentHub = await RawHubClient.ConnectAsync(address, _forge.Person(hub), reads: false);
        await silentHub.CallAsync("Join", new JsonObject { ["conversation_id"] = room });
        await Eventually.TrueAsync("all have joined", () => node.TopicsOf(raw) != ConnectionTopics.None && node.TopicsOf(hub) != ConnectionTopics.None);

        var grain = _app.Services.GetRequiredService<IGrainFactory>().GetGrain<IChatRoomGrain>(room);
        var (sent, words) = (0L, new string('x', ChatLimits.MaxTextLength));
        while (node.TopicsOf(raw) != ConnectionTopics.None || node.TopicsOf(hub) != ConnectionTopics.None)
        {
            Assert.InRange(sent, 0, MaxMessages);
            // When the buffers are full it is time that passes until the clients are given up, and no more messages are needed than show that others get theirs.
            var atOnce = sent < Many ? 50 : 1;
            await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => grain.SendAsync(new SendMessage(null, MessageContent.Of(words)))));
            for (var i = 0; i < atOnce; i++)
                Assert.Equal(++sent, (await reading.NextAsync("message")).Number("seq"));
        }

        Assert.Null(reading.Closed);
    }

    /// <summary>A room with members, as rows: they need no accounts.</summary>
    private async Task<string> RoomAsync(string[] people)
    {
        var room = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        await _database!.ExecuteAsync(
            "insert into chat_room (id, kind, title, created_at, epoch, active_at) values ($1, 2, 'Bromo', now(), gen_random_uuid(), now())", room);
        await _database!.ExecuteAsync(
            "insert into chat_member (room_id, account_id, role, joined_at, read_seq, read_messages) select $1, id, 0, now(), 0, 0 from unnest($2) id",
            room, Array.ConvertAll(people, Guid.Parse));
        return room.ToString();
    }
}
