using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Realtime;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Realtime;

/// <summary>What waits for a slow reader is bounded, and what matters less goes first.</summary>
public sealed class ClientConnectionTests : IDisposable
{
    private const int Capacity = 16;

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingWriter _writer = new();
    private readonly ClientConnection _connection;

    public ClientConnectionTests() => _connection = New(_writer, "siti", Capacity, _services, _time);

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task Enqueue_ManyFrames_AreWrittenInTheirOrder()
    {
        for (var i = 0; i < 100; i++)
            Assert.True(await _connection.SendAsync(Critical(i), CancellationToken.None));

        await Eventually.TrueAsync("all are written", () => _writer.Frames.Count == 100);
        Assert.Equal(Enumerable.Range(0, 100).Select(static i => (long?)i), _writer.Frames.Select(static frame => frame.Body.Seq));
    }

    [Fact]
    public async Task Enqueue_MoreThanASlowReaderTakes_EndsTheConnection()
    {
        await StallAsync();

        for (var i = 0; i < Capacity; i++)
            Assert.True(_connection.Enqueue(Critical(i)));
        Assert.False(_connection.Enqueue(Critical(Capacity)));

        Assert.True(_connection.IsClosing);
        _writer.LetGo();
        await Eventually.TrueAsync("the client is told", () => _writer.Closed is not null);
        Assert.Equal(CloseReason.SlowReader, _writer.Closed);
        Assert.Single(_writer.Frames);
    }

    [Fact]
    public async Task Enqueue_OfWhatCanBeDropped_KeepsTheNewestOfEachKeyAndYieldsAtHalf()
    {
        await StallAsync();

        Assert.True(_connection.Enqueue(Typing("siti", 1)));
        Assert.False(_connection.Enqueue(Typing("siti", 2)));
        Assert.True(_connection.Enqueue(Typing("budi", 3)));
        for (var i = 0; i < (Capacity / 2) - 1; i++)
            Assert.True(_connection.Enqueue(Critical(i)));
        Assert.False(_connection.Enqueue(Typing("tono", 4)));
        _writer.LetGo();

        await Eventually.TrueAsync("all are written", () => _writer.Frames.Count == Capacity / 2 + 2);
        Assert.Equal([2L, 3L], _writer.Frames.Where(static frame => frame.Class == FrameClass.Droppable).Select(static frame => frame.Body.Seq!.Value));

        await StallAsync();
        Assert.True(_connection.Enqueue(Typing("siti", 5)));
        for (var i = 0; i < Capacity / 2; i++)
            Assert.True(_connection.Enqueue(Critical(i)));
        _writer.LetGo();
        await Eventually.TrueAsync("all are written", () => _writer.Frames.Count == Capacity + 3);
        Assert.DoesNotContain(_writer.Frames, static frame => frame.Body.Seq == 5 && frame.Class == FrameClass.Droppable);
    }

    [Fact]
    public async Task Send_WhenHalfIsFull_WaitsUntilThereIsRoom()
    {
        await StallAsync();
        for (var i = 0; i < Capacity / 2; i++)
            Assert.True(_connection.Enqueue(Critical(i)));

        var waiting = _connection.SendAsync(Critical(99), CancellationToken.None).AsTask();
        Assert.False(waiting.IsCompleted);
        _writer.LetGo();

        Assert.True(await waiting);
        await Eventually.TrueAsync("it is written", () => _writer.Frames[^1].Body.Seq == 99);
    }

    [Fact]
    public async Task Send_WhenTheConnectionEnds_IsToldSo()
    {
        await StallAsync();
        for (var i = 0; i < Capacity / 2; i++)
            Assert.True(_connection.Enqueue(Critical(i)));
        var waiting = _connection.SendAsync(Critical(99), CancellationToken.None).AsTask();

        _connection.Close(CloseReason.SessionEnded);

        Assert.False(await waiting);
    }

    [Fact]
    public async Task Close_WithFramesThatWait_SaysThemFirstUnlessTheyMustNotBeSaid()
    {
        await StallAsync();
        _connection.Enqueue(Critical(1));
        _connection.Close(CloseReason.Restarting);
        _connection.Close(CloseReason.SessionEnded);
        _writer.LetGo();
        await Eventually.TrueAsync("goodbye is said", () => _writer.Closed is not null);
        Assert.Equal((CloseReason.Restarting, 2), (_writer.Closed, _writer.Frames.Count));

        var writer = new RecordingWriter();
        var other = New(writer, "budi", Capacity, _services, _time);
        writer.Hold();
        other.Enqueue(Critical(0));
        await Eventually.TrueAsync("a write has begun", () => writer.Begun == 1);
        other.Enqueue(Critical(1));
        other.Close(CloseReason.SessionEnded);
        writer.LetGo();
        await Eventually.TrueAsync("goodbye is said", () => writer.Closed is not null);
        Assert.Equal((CloseReason.SessionEnded, 1), (writer.Closed, writer.Frames.Count));
    }

    [Fact]
    public async Task CutWhenStuck_AWriteThatHangs_IsCut()
    {
        var (write, end) = (TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5));
        await StallAsync();

        _time.Advance(write);
        _connection.CutWhenStuck(write, end);
        Assert.False(_connection.IsClosing);
        _time.Advance(TimeSpan.FromSeconds(1));
        _connection.CutWhenStuck(write, end);

        Assert.True(_connection.IsClosing);
        await Eventually.TrueAsync("the connection is cut", () => _writer.IsAborted);
    }

    [Fact]
    public async Task CutWhenStuck_AClientThatDoesNotAnswerTheGoodbye_IsCut()
    {
        _connection.Close(CloseReason.TokenExpired);
        await Eventually.TrueAsync("goodbye is said", () => _writer.Closed is not null);

        _time.Advance(TimeSpan.FromSeconds(6));
        _connection.CutWhenStuck(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5));

        await Eventually.TrueAsync("the connection is cut", () => _writer.IsAborted);
    }

    [Fact]
    public async Task EnqueueNews_OfWhatTheClientWaitsToBeAnsweredOf_GoesOutWithTheAnswer()
    {
        _connection.Asked("m-1");

        _connection.EnqueueNews(Critical(1), "m-1");
        Assert.Equal(0, _writer.Begun);
        Assert.True(_connection.Enqueue(Critical(2)));

        await Eventually.TrueAsync("both are written", () => _writer.Frames.Count == 2);
        Assert.Equal([1L, 2L], _writer.Frames.Select(static frame => frame.Body.Seq ?? 0));
    }

    [Fact]
    public async Task EnqueueNews_WhenNoAnswerComes_GoesOutAtTheEnd()
    {
        _connection.Asked("m-1");
        _connection.EnqueueNews(Critical(1), "m-1");

        _connection.Answered();

        await Eventually.TrueAsync("it is written", () => _writer.Frames.Count == 1);
    }

    [Theory]
    [InlineData("m-1", "m-2")]
    [InlineData("m-1", null)]
    [InlineData(null, "m-1")]
    [InlineData(null, null)]
    public async Task EnqueueNews_OfSomethingElse_GoesOutAtOnce(string? sending, string? name)
    {
        _connection.Asked(sending);

        _connection.EnqueueNews(Critical(1), name);

        await Eventually.TrueAsync("it is written", () => _writer.Frames.Count == 1);
    }

    [Fact]
    public void Utf8_OfOneFrame_IsMadeOnce()
    {
        var frame = Critical(1);

        Assert.True(frame.Utf8.Equals(frame.Utf8));
        Assert.Equal("""{"type":"message","seq":1}""", System.Text.Encoding.UTF8.GetString(frame.Utf8.Span));
        var made = 0;
        object Encode(ServerFrame _) => $"{++made}";
        Assert.Same(frame.Encoded(Encode), frame.Encoded(Encode));
        Assert.Equal(1, made);
    }

    internal static ClientConnection New(IFrameWriter writer, string accountId, int capacity, IServiceProvider services, TimeProvider time) => new(
        new TokenIdentity(accountId, Role.User, DateTimeOffset.MaxValue, "session"), ConnectionTopics.Chat, writer, capacity,
        new RealtimeInstruments(services.GetRequiredService<IMeterFactory>()), time);

    private static ServerFrame Critical(int number) => new(new FrameBody("message") { Seq = number });

    private static ServerFrame Typing(string who, int number) => new(new FrameBody("typing") { Seq = number }, FrameClass.Droppable, who);

    /// <summary>The reader takes one more frame and then none.</summary>
    private async Task StallAsync()
    {
        var begun = _writer.Begun;
        _writer.Hold();
        _connection.Enqueue(Critical(-1));
        await Eventually.TrueAsync("a write has begun", () => _writer.Begun == begun + 1);
    }
}
