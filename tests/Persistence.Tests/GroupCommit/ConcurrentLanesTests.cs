using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Nusaloka.Persistence.GroupCommit;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Persistence.Tests.GroupCommit;

/// <summary>Who commits what, and when: two lanes whose commits end when the test says so.</summary>
public sealed class ConcurrentLanesTests : IAsyncDisposable
{
    private const int Capacity = 20;

    private readonly ITestOutputHelper _output;
    private readonly Meter _meter = new("test");
    private readonly ManualTimeProvider _time = new();
    private readonly HeldCommitter[] _committers = [new(), new()];
    private readonly ConcurrentLanes<TouchingWork> _lanes;
    private int _sent;
    private bool _isStopped;

    public ConcurrentLanesTests(ITestOutputHelper output)
    {
        _output = output;
        _lanes = new ConcurrentLanes<TouchingWork>(_committers, maxBatchSize: 8, Capacity, new CommitInstruments(_meter, "test"), _time);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isStopped)
            await StopAsync();
        _meter.Dispose();
    }

    [Fact]
    public async Task Enqueue_NothingInHand_GoesAtOnceAndByTheFirstLane()
    {
        for (var i = 0; i < 20; i++)
        {
            var work = Send($"{i}");
            Assert.Equal([work], await _committers[0].NextAsync());
            _committers[0].Release();
            await work.Answer;
            // Its lane must have put it down for the next one to find nothing in hand.
            await WaitUntilIdleAsync();
        }
    }

    [Fact]
    public async Task Enqueue_TwoFifthsOfABatchBesideAnother_GoByTheOtherLane()
    {
        var first = Send("a");
        Assert.Equal([first], await _committers[0].NextAsync());

        TouchingWork[] few = [Send("b"), Send("c")];
        Assert.False(_committers[1].HasBatch);
        var enough = Send("d");

        Assert.Equal([.. few, enough], await _committers[1].NextAsync());
        _committers[1].Release();
        await enough.Answer;
        Assert.False(first.Answer.IsCompleted);
    }

    [Fact]
    public async Task Enqueue_FewBesideABatchThatTakesLong_DoNotWaitForIt()
    {
        var slow = Send("a");
        Assert.Equal([slow], await _committers[0].NextAsync());
        var (behind, beside) = (Send("a"), Send("b"));
        _time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.False(_committers[1].HasBatch);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal([beside], await _committers[1].NextAsync());
        _committers[1].Release();
        await beside.Answer;
        // From now on they go as soon as they come.
        var next = Send("c");
        Assert.Equal([next], await _committers[1].NextAsync());
        Assert.False(behind.Answer.IsCompleted);
        _committers[1].Release();
        await next.Answer;

        foreach (var committer in _committers)
            committer.Open();
        await slow.Answer;
        await behind.Answer.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Enqueue_FewAfterABatchThatTookLong_WaitAgainForTheNext()
    {
        var slow = Send("a");
        Assert.Equal([slow], await _committers[0].NextAsync());
        _time.Advance(TimeSpan.FromMilliseconds(100));
        _committers[0].Release();
        await slow.Answer;
        await WaitUntilIdleAsync();

        var quick = Send("a");
        Assert.Equal([quick], await _committers[0].NextAsync());
        var few = Send("b");

        _time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.False(_committers[1].HasBatch);
        _committers[0].Release();
        Assert.Equal([few], await _committers[0].NextAsync());
    }

    [Fact]
    public async Task Enqueue_WhatSharesWithABatch_GoesAfterIt()
    {
        var first = Send("a");
        Assert.Equal([first], await _committers[0].NextAsync());
        TouchingWork[] others = [Send("b"), Send("a"), Send("c"), Send("d")];

        // The other lane may have looked before the last had come.
        var beside = await _committers[1].NextAsync();
        Assert.DoesNotContain(others[1], beside);
        _committers[0].Release();
        await first.Answer;
        Assert.False(others[1].Answer.IsCompleted);
        foreach (var committer in _committers)
            committer.Open();
        await Task.WhenAll(others.Select(static work => work.Answer)).WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Enqueue_MoreThanMayWait_IsRefused()
    {
        var first = Send("a");
        Assert.Equal([first], await _committers[0].NextAsync());

        // All share with it: some are set aside, and then no more are looked at.
        var sent = Enumerable.Range(0, 100).Select(_ => Send("a")).ToArray();

        Assert.IsType<CommitRejectedException>(sent[^1].Answer.Exception?.InnerException);
        await StopAsync();
        await Task.WhenAll(sent.Where(static work => !work.Answer.IsFaulted).Select(static work => work.Answer));
    }

    [Fact]
    public async Task Dispose_CommitsWhatWaits_AlsoWhatWaitsForOthers()
    {
        TouchingWork[] works = [Send("a"), Send("a"), Send("b"), Send("a"), Send("c"), Send("b")];

        await StopAsync();

        Assert.All(works, static work => Assert.True(work.Answer.IsCompletedSuccessfully));
        var late = Send("late");
        Assert.IsType<CommitRejectedException>(late.Answer.Exception?.InnerException);
    }

    [Fact]
    public async Task Connect_ThatFails_RejectsAllThatWaits()
    {
        foreach (var committer in _committers)
            committer.Failure = new InvalidOperationException("down");

        TouchingWork[] works = [Send("a"), Send("a"), Send("b"), Send("c")];

        foreach (var work in works)
            await Assert.ThrowsAsync<CommitRejectedException>(() => work.Answer.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Enqueue_TheMomentTheLastWasAnswered_IsNeverLeftLying()
    {
        foreach (var committer in _committers)
            committer.Open();

        // Callers that go on at once come just when the lane looks for more and finds nothing.
        for (var i = 0; i < 50_000; i++)
            await Send("a").Answer.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Connect_ThatFailsBesideAnother_RefusesOnlyItsBatch()
    {
        var first = Send("a");
        Assert.Equal([first], await _committers[0].NextAsync());
        _committers[1].Failure = new InvalidOperationException("down");

        TouchingWork[] beside = [Send("b"), Send("c"), Send("d")];
        var later = Send("a");
        foreach (var work in beside)
            await Assert.ThrowsAsync<CommitRejectedException>(() => work.Answer.WaitAsync(TimeSpan.FromMinutes(1)));

        Assert.False(later.Answer.IsCompleted);
        _committers[0].Open();
        await first.Answer;
        await later.Answer.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Enqueue_ByManyAtOnce_EachIsDoneOnce()
    {
        foreach (var committer in _committers)
            committer.Open();
        var seed = Seed.Draw(_output);

        await Task.WhenAll(Enumerable.Range(0, Capacity).Select(sender => Task.Run(async () =>
        {
            var random = new Random(seed + sender);
            for (var i = 0; i < 200; i++)
                await Send($"{random.Next(6)}").Answer;
        })));

        Assert.Equal(Capacity * 200, _committers.Sum(static committer => committer.Count));
    }

    private async Task StopAsync()
    {
        _isStopped = true;
        foreach (var committer in _committers)
            committer.Open();
        await _lanes.DisposeAsync();
    }

    private TouchingWork Send(string touched)
    {
        var number = Interlocked.Increment(ref _sent);
        var work = new TouchingWork(number, number, touched);
        _lanes.Enqueue(work);
        return work;
    }

    private async Task WaitUntilIdleAsync()
    {
        while (!_lanes.IsIdle)
            await Task.Yield();
    }

    private sealed class HeldCommitter : ICommitter<TouchingWork>
    {
        private readonly Channel<TouchingWork[]> _batches = Channel.CreateUnbounded<TouchingWork[]>();
        private readonly SemaphoreSlim _released = new(0);
        private volatile bool _isOpen;
        private int _count;

        public Exception? Failure { get; set; }

        public bool HasBatch => _batches.Reader.Count > 0;

        public int Count => Volatile.Read(ref _count);

        public Task<TouchingWork[]> NextAsync() => _batches.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));

        public void Release() => _released.Release();

        /// <summary>From now on commits end at once.</summary>
        public void Open()
        {
            _isOpen = true;
            _released.Release();
        }

        public Task<Exception?> ConnectAsync() => Task.FromResult(Failure);

        public async Task CommitAsync(TouchingWork[] batch)
        {
            _batches.Writer.TryWrite(batch);
            if (!_isOpen)
                await _released.WaitAsync();
            Interlocked.Add(ref _count, batch.Length);
            foreach (var work in batch)
                work.Done();
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
