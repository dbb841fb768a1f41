using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Nusaloka.Api.Realtime;
using Nusaloka.Chat;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Realtime;

/// <summary>Whatever becomes of a room's news on their way, each client has every event once and in order.</summary>
public sealed class RoomFeedTests : IDisposable
{
    private const string Room = "room";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly List<RoomSeat> _evicted = [];
    private readonly RoomFeed _feed;
    private readonly RoomStub _room;

    public RoomFeedTests()
    {
        (var grain, _room) = RoomStub.Create();
        _feed = new RoomFeed(
            Room, "node", grain, seat =>
            {
                lock (_evicted)
                    _evicted.Add(seat);
            },
            new RealtimeInstruments(_services.GetRequiredService<IMeterFactory>()), TimeProvider.System, NullLogger.Instance);
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task Take_NewsWithAGap_AsksForWhatIsMissingAndTellsAllInOrder()
    {
        var writers = new[] { await JoinAsync("siti"), await JoinAsync("budi") };

        Tell(_room.Say());
        _room.Say();
        _room.Say();
        Tell(_room.Say());
        Tell(_room.Say());

        foreach (var writer in writers)
            await HasAsync(writer, 1, 5);
        Assert.True(_room.Resumed > 0);
    }

    [Fact]
    public async Task Take_NewsTwiceOrLate_TellsThemOnce()
    {
        var writer = await JoinAsync("siti");
        var (first, second) = (_room.Say(), _room.Say());

        Tell(first, second);
        Tell(first);
        Tell(second);
        Tell(_room.Say());

        await HasAsync(writer, 1, 3);
        Assert.Equal(0, _room.Resumed);
    }

    [Fact]
    public async Task Renew_WhenNewsWereLost_BringsThem()
    {
        var writer = await JoinAsync("siti");
        _room.Say();
        _room.Say();

        Assert.Null(await _feed.RenewAsync(CancellationToken.None));

        await HasAsync(writer, 1, 2);
    }

    [Fact]
    public async Task Expect_OfANumberWhoseNewsDoNotCome_AsksTheRoom()
    {
        var writer = await JoinAsync("siti");

        _feed.Expect(_room.Say().Seq);

        await HasAsync(writer, 1, 1);
    }

    [Fact]
    public async Task CatchUp_OfSomebodyWhoWasRemovedMeanwhile_ShowsNothingThatCameAfter()
    {
        await JoinAsync("siti");
        var writer = new RecordingWriter();
        var seat = _feed.Add(ClientConnectionTests.New(writer, "budi", capacity: 128, _services, TimeProvider.System));
        Assert.NotNull(seat);
        var first = _room.Say();
        seat.Sent = first.Seq;
        Tell(first, _room.Say(removed: "budi"), _room.Say());
        _room.Strangers.Add("budi");

        Assert.False(await _feed.CatchUpAsync(seat, _room.Epoch, [], CancellationToken.None));

        Assert.Empty(writer.Frames);
        Assert.False(seat.IsLive);
    }

    [Fact]
    public async Task CatchUp_OfSomebodyWhoLeaves_SendsNoMore()
    {
        const int capacity = 16;
        var writer = new RecordingWriter();
        writer.Hold();
        var seat = _feed.Add(ClientConnectionTests.New(writer, "budi", capacity, _services, TimeProvider.System));
        Assert.NotNull(seat);
        Assert.Null(await _feed.OpenAsync());
        var missed = Enumerable.Range(0, 4 * capacity).Select(_ => _room.Say()).ToArray();
        var catching = _feed.CatchUpAsync(seat, _room.Epoch, [.. missed], CancellationToken.None);

        _feed.Remove(seat);
        writer.LetGo();

        Assert.False(await catching);
        Assert.InRange(seat.Sent, 0, capacity);
    }

    [Fact]
    public async Task CatchUp_OfSeveralRoomsOfASlowReader_KeepsWhatOneHasMissed()
    {
        const int missed = 200;
        var (grain, other) = RoomStub.Create();
        var second = new RoomFeed(
            "other", "node", grain, _ => { }, new RealtimeInstruments(_services.GetRequiredService<IMeterFactory>()), TimeProvider.System, NullLogger.Instance);
        var writer = new RecordingWriter();
        writer.Hold();
        var connection = ClientConnectionTests.New(writer, "budi", capacity: 128, _services, TimeProvider.System);
        var catching = new List<Task>();
        foreach (var (feed, room) in new[] { (_feed, _room), (second, other) })
        {
            var events = Enumerable.Range(0, missed).Select(_ => room.Say()).ToArray();
            Assert.Null(await feed.OpenAsync());
            catching.Add(feed.CatchUpOrLeaveAsync(feed.Add(connection)!, room.Epoch, [.. events]));
            await Eventually.TrueAsync("the first room to be read", () => writer.Begun > 0);
        }

        await Eventually.EqualAsync("the second room to wait", 1, () => Task.FromResult(connection.CatchUps.Waiting));
        writer.LetGo();
        await Task.WhenAll(catching);

        await Eventually.EqualAsync("all frames", 2 * missed, () => Task.FromResult(writer.Frames.Count));
        Assert.Equal(
            Enumerable.Range(1, missed).Select(static seq => (Room, (long?)seq)).Concat(Enumerable.Range(1, missed).Select(static seq => ("other", (long?)seq))),
            writer.Frames.Select(static frame => (frame.Body.ConversationId!, frame.Body.Seq)));
        // What waited was not kept: the room was asked once more.
        Assert.Equal((0, 1), (_room.Resumed, other.Resumed));
    }

    [Fact]
    public async Task Gap_WhenTheRoomDoesNotAnswerOrTheAskerIsGone_IsAskedForAgain()
    {
        var (gone, writer) = (await JoinAsync("tono"), await JoinAsync("siti"));
        _room.Strangers.Add("tono");
        _room.Failures = 1;

        _room.Say();
        Tell(_room.Say());

        await HasAsync(writer, 1, 2);
        Assert.All(gone.Frames, static frame => Assert.Null(frame.Body.Seq));
    }

    [Fact]
    public async Task Gap_OfSomebodyWhoseRemovalWasNotHeard_PutsThemOut()
    {
        var writer = await JoinAsync("budi");
        _room.Say(removed: "budi");
        _room.Strangers.Add("budi");

        Assert.Null(await _feed.RenewAsync(CancellationToken.None));

        Assert.Equal("budi", (await EvictedAsync()).Connection.AccountId);
        _feed.Take(new RoomNews(Room, _room.Epoch, [], [new ReadMark("siti", 1, 0)]));
        Assert.Empty(writer.Frames);
    }

    [Fact]
    public async Task Renew_WithAnotherEpoch_HasEverybodyReadAnew()
    {
        var writer = await JoinAsync("siti");
        Tell(_room.Say());
        _room.Epoch = "second";

        Assert.Null(await _feed.RenewAsync(CancellationToken.None));

        await Eventually.TrueAsync("the client is told", () => writer.Frames.Any(static frame => frame.Body.Type == "joined"));
        var joined = Assert.IsType<JoinedRoom>(writer.Frames.Single(static frame => frame.Body.Type == "joined").Body.Payload);
        Assert.Equal(new JoinedRoom(false, "second", 1), joined);
        Tell(_room.Say());
        await Eventually.TrueAsync("and hears what follows", () => writer.Frames[^1].Body is { Seq: 2, Epoch: "second" });
    }

    [Fact]
    public async Task Renew_WithAnotherEpoch_PutsOutWhoIsNoMemberAnyMore()
    {
        var (stays, goes) = (await JoinAsync("siti"), await JoinAsync("budi"));
        _room.Say(removed: "budi");
        _room.Strangers.Add("budi");
        _room.Epoch = "second";

        Assert.Null(await _feed.RenewAsync(CancellationToken.None));

        Assert.Equal("budi", (await EvictedAsync()).Connection.AccountId);
        await Eventually.TrueAsync("the other is told", () => stays.Frames.Any(static frame => frame.Body.Type == "joined"));
        Tell(_room.Say());
        await Eventually.TrueAsync("and hears what follows", () => stays.Frames[^1].Body is { Seq: 2, Epoch: "second" });
        Assert.Empty(goes.Frames);
    }

    [Fact]
    public async Task Member_WhoIsRemoved_IsToldThatAndNothingAfter()
    {
        var (stays, goes) = (await JoinAsync("siti"), await JoinAsync("budi"));

        Tell(_room.Say(), _room.Say(removed: "budi"), _room.Say());

        await HasAsync(stays, 1, 3);
        await HasAsync(goes, 1, 2);
        Assert.Equal("budi", (await EvictedAsync()).Connection.AccountId);
    }

    [Fact]
    public async Task Reads_ReachThoseWhoAreThere()
    {
        var writer = await JoinAsync("siti");

        _feed.Take(new RoomNews(Room, _room.Epoch, [], [new ReadMark("budi", 4, 0)]));

        await Eventually.TrueAsync("it is told", () => writer.Frames.Any(static frame => frame.Body.Type == "read"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task News_LostDoubledAndLateWhileClientsCome_ReachEachOnceInOrder(int seed)
    {
        const int events = 2_000;
        var random = new Random(seed);
        var (late, writers, joining) = (new List<RoomNews>(), new List<(RecordingWriter Writer, long From)>(), new List<Task>());
        for (var i = 1; i <= events; i++)
        {
            var said = _room.Say();
            var news = new RoomNews(Room, _room.Epoch, [said], []);
            switch (random.Next(10))
            {
                case 0:
                    break;
                case 1:
                    late.Add(news);
                    break;
                case 2:
                    _feed.Take(news);
                    _feed.Take(news);
                    break;
                default:
                    _feed.Take(news);
                    break;
            }

            if (random.Next(8) == 0 && late.Count > 0)
            {
                _feed.Take(late[0]);
                late.RemoveAt(0);
            }

            if (i % 100 == 1)
            {
                var writer = new RecordingWriter();
                // Each comes with a number of its own, and misses what came after it.
                var from = random.Next(i);
                writers.Add((writer, from));
                joining.Add(Task.Run(() => JoinAsync($"client {i}", writer, from)));
            }
        }

        await Task.WhenAll(joining);
        await _feed.RenewAsync(CancellationToken.None);

        foreach (var (writer, from) in writers)
            await HasAsync(writer, from + 1, events);
    }

    private async Task<RecordingWriter> JoinAsync(string accountId)
    {
        var writer = new RecordingWriter();
        await JoinAsync(accountId, writer, from: 0);
        return writer;
    }

    /// <summary>As the node does it: a seat, the lease, then what was missed.</summary>
    private async Task JoinAsync(string accountId, RecordingWriter writer, long from)
    {
        var connection = ClientConnectionTests.New(writer, accountId, capacity: 4_096, _services, TimeProvider.System);
        var seat = _feed.Add(connection);
        Assert.NotNull(seat);
        Assert.Null(await _feed.OpenAsync());
        seat.Sent = from;
        Assert.True(await _feed.CatchUpAsync(seat, _room.Epoch, [], CancellationToken.None));
    }

    private void Tell(params RoomEvent[] events) => _feed.Take(new RoomNews(Room, _room.Epoch, [.. events], []));

    private async Task<RoomSeat> EvictedAsync()
    {
        await Eventually.TrueAsync("the seat is given back", () =>
        {
            lock (_evicted)
                return _evicted.Count > 0;
        });
        lock (_evicted)
            return Assert.Single(_evicted);
    }

    private static Task HasAsync(RecordingWriter writer, long first, long last) => Eventually.EqualAsync(
        $"events {first} to {last}", string.Join(' ', Range(first, last)),
        () => Task.FromResult(string.Join(' ', writer.Frames.Where(static frame => frame.Body.Seq is not null).Select(static frame => frame.Body.Seq!.Value))));

    private static IEnumerable<long> Range(long first, long last)
    {
        for (var i = first; i <= last; i++)
            yield return i;
    }
}
