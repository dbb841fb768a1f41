using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Revocations;
using Nusaloka.Api.Realtime;
using Nusaloka.Chat;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Realtime;

/// <summary>The connections of a process, without a cluster: time stands still, so nobody is cut off for reading slowly.</summary>
public sealed class NodeRealtimeTests : IAsyncLifetime, IDisposable
{
    private const string Room = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4f";

    /// <summary>More than are joined at once.</summary>
    private const int Many = 20;

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ManualTimeProvider _time = new();
    private readonly RealtimeOptions _options = new();
    private readonly NodeRealtime _node;

    public NodeRealtimeTests() => _node = new NodeRealtime(
        ClusterStub.Of(RoomStub.Create().Room), new RevokedSessions(_time), Options.Create(_options),
        new RealtimeInstruments(_services.GetRequiredService<IMeterFactory>()), _services, _time, NullLogger<NodeRealtime>.Instance);

    public Task InitializeAsync() => _node.StartAsync(CancellationToken.None);

    public Task DisposeAsync() => _node.StopAsync(CancellationToken.None);

    public void Dispose()
    {
        _node.Dispose();
        _services.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Take_NewMembersWhoReadSlowly_KeepNobodyElseFromTheRoom(bool joinByThemselves)
    {
        var slow = await Task.WhenAll(Enumerable.Range(0, Many).Select(i => ConnectSlowAsync($"slow-{i}")));
        var (reader, _) = Connect("budi");
        var own = joinByThemselves
            ? slow.Select(one => _node.JoinAsync(one.Connection, Room, afterSeq: null, epoch: null, requestId: "own", CancellationToken.None)).ToArray()
            : [];

        _node.Take(new MembershipNews(Room, [.. slow.Select((one, i) => Joined(i + 1, one.Connection.AccountId)), Joined(Many + 1, "budi")]));

        await Eventually.TrueAsync("who reads is in the room", () => Count(reader, "joined") == 1);
        Assert.All(own, static joining => Assert.False(joining.IsCompleted));
        Assert.All(slow, static one => Assert.False(one.Connection.IsClosing));
        foreach (var (writer, _) in slow)
            writer.LetGo();
        await Eventually.TrueAsync("the others are in the room", () => slow.All(static one => Count(one.Writer, "joined") == 1));
        Assert.All(await Task.WhenAll(own), static joined => Assert.True(joined.IsSuccess));
        Assert.All(slow, one => Assert.Single(one.Writer.Frames, frame => frame.Body.Type == "joined" && frame.Body.Id == (joinByThemselves ? "own" : null)));
    }

    private static int Count(RecordingWriter writer, string type) => writer.Frames.Count(frame => frame.Body.Type == type);

    private static RoomEvent Joined(int seq, string accountId) => new(seq, RoomEventKind.Member, "siti", DateTimeOffset.UnixEpoch)
    {
        Member = new MemberNews(accountId, MemberChange.Joined, RoomRole.Member),
    };

    private (RecordingWriter Writer, ClientConnection Connection) Connect(string accountId)
    {
        var writer = new RecordingWriter();
        var connection = _node.Connect(new TokenIdentity(accountId, Role.User, DateTimeOffset.MaxValue, "session"), ConnectionTopics.Chat, writer).Value!;
        connection.JoinsNewRooms = true;
        return (writer, connection);
    }

    /// <summary>A client that takes nothing, for which so much waits that whoever has more for it waits, too.</summary>
    private async Task<(RecordingWriter Writer, ClientConnection Connection)> ConnectSlowAsync(string accountId)
    {
        var (writer, connection) = Connect(accountId);
        writer.Hold();
        connection.Enqueue(new ServerFrame(new FrameBody("message")));
        await Eventually.TrueAsync("a write has begun", () => writer.Begun == 1);
        for (var i = 0; i < _options.Queue / 2; i++)
            Assert.True(connection.Enqueue(new ServerFrame(new FrameBody("message"))));
        return (writer, connection);
    }
}
