using Microsoft.AspNetCore.Builder;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Realtime;

/// <summary>A server of its own, with small limits, that stops.</summary>
public sealed class SocketLimitTests : IAsyncLifetime, IDisposable
{
    private readonly TokenForge _forge = new();
    private PostgresDatabase? _database;
    private WebApplication? _app;

    private Uri Address => ApiServer.AddressOf(_app ?? throw new InvalidOperationException("The server is not started yet."));

    public async Task InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync();
        _app = ApiServer.Build(_database.ConnectionString, _forge, new LogCapture(),
        [
            "--RATE_LIMITS:SCALE=1", "--RATE_LIMITS:REALTIME=5/60", "--REALTIME:CONNECTIONS_PER_ACCOUNT=2", "--REALTIME:ROOMS_PER_CONNECTION=1",
            "--REALTIME:CLOSE_SPREAD_SECONDS=0",
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
    public async Task Connections_OfOneAccount_AreCounted()
    {
        var path = "/ws/chat?join=none&token=" + _forge.Person("siti");
        await using var first = await SocketClient.ConnectAsync(Address, path);
        await using (var second = await SocketClient.ConnectAsync(Address, path))
        {
            Assert.Equal(429, await SocketClient.RefusalAsync(Address, path));
            await using var other = await SocketClient.ConnectAsync(Address, "/ws/chat?join=none&token=" + _forge.Person("budi"));
        }

        await Eventually.TrueAsync("there is room again", async () =>
        {
            var refused = await Record.ExceptionAsync(async () => await (await SocketClient.ConnectAsync(Address, path)).DisposeAsync());
            return refused is null;
        });
    }

    [Fact]
    public async Task Frames_OfOneAccount_AreCountedOverAllItsConnections()
    {
        var path = "/ws/chat?join=none&token=" + _forge.Person("tono");
        await using var first = await SocketClient.ConnectAsync(Address, path);
        await using var second = await SocketClient.ConnectAsync(Address, path);

        for (var i = 0; i < 5; i++)
        {
            await first.SendAsync(new { type = "ping" });
            Assert.Equal("pong", (await first.NextAsync()).Text("type"));
        }

        await second.SendAsync(new { type = "ping", id = "6" });
        var refused = await second.NextAsync();
        Assert.Equal(("error", "6", "too_many_frames"), (refused.Text("type"), refused.Text("id"), refused["payload"]!.Text("code")));
        Assert.True(refused["payload"]!.Number("retry_after_ms") > 0);
    }

    [Fact]
    public async Task Frames_ThatGoOnComingTooFast_EndTheConnection()
    {
        await using var client = await SocketClient.ConnectAsync(Address, "/ws/chat?join=none&token=" + _forge.Person("rudi"));

        // What names no room is counted, too.
        for (var i = 0; i < 30; i++)
            await client.SendAsync(new { type = "message", content = "x" });

        Assert.Equal("validation_failed", (await client.NextAsync())["payload"]!.Text("code"));
        Assert.Equal((4429, "too_many_frames"), await client.EndAsync());
    }

    [Theory]
    [InlineData("""{"type":1,"invocationId":"1","target":"Nothing","arguments":[]}""")]
    [InlineData("""{"type":1,"invocationId":"1","target":"Join","arguments":["x",2,3]}""")]
    [InlineData("""{"type":1,"invocationId":"1","target":"Leave","arguments":[{"conversation_id":"x"}]}""")]
    [InlineData("""{"type":6}""")]
    public async Task Hub_WhateverComesTooFast_EndsTheConnection(string message)
    {
        await using var client = await RawHubClient.ConnectAsync(Address, _forge.Person("wati"));

        for (var i = 0; i < 30; i++)
            await client.SendAsync(message);

        Assert.Equal("too_many_frames", (await client.NextAsync("closing"))["payload"]!.Text("code"));
        await Eventually.TrueAsync("the server ends it", () => client.HasEnded);
    }

    [Fact]
    public async Task Stop_TellsClientsWhenToComeBackAndClosesThem()
    {
        await using var client = await SocketClient.ConnectAsync(Address, "/ws/chat?join=none&token=" + _forge.Person("dewi"));

        await _app!.StopAsync();

        var closing = await client.NextAsync("closing");
        Assert.Equal("restarting", closing["payload"]!.Text("code"));
        Assert.InRange(closing["payload"]!.Number("retry_after_ms"), 0, 5_000);
        Assert.Equal((1012, "restarting"), await client.EndAsync());
    }
}
