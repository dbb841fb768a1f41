using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Tests.State;

public sealed class BatchedStateTests
{
    private readonly Turns _turns = new();
    private readonly ScriptedState<Tally> _storage = new(new Tally());
    private readonly List<Tally> _committed = [];
    private readonly BatchedState<Tally> _state;
    private int _deactivations;

    public BatchedStateTests() => _state = new BatchedState<Tally>(_storage, () => _deactivations++, _committed.Add);

    [Fact]
    public async Task Decide_WhileAWriteIsInFlight_IsWrittenWithAllOthersInOneMore()
    {
        var first = TakeAsync(10);
        var write = await _storage.NextWriteAsync();
        var others = Enumerable.Range(0, 5).Select(_ => TakeAsync(10)).ToArray();
        await ReadAsync();

        write.Succeed();
        var second = await _storage.NextWriteAsync();
        second.Succeed();

        Assert.Equal(1, await first);
        Assert.Equal([2, 3, 4, 5, 6], await Task.WhenAll(others));
        Assert.Equal((1, 6), (write.State.Taken, second.State.Taken));
        Assert.Equal([1, 6], _committed.Select(static state => state.Taken));
        Assert.Equal(0, _storage.Untaken);
    }

    [Fact]
    public async Task Decide_Events_AreThoseOfAllDecisionsOfTheWriteInOrderAndOfNoOther()
    {
        var first = TakeAsync(10);
        var write = await _storage.NextWriteAsync();
        var others = new[] { TakeAsync(10), TakeAsync(10), TakeAsync(10) };
        await ReadAsync();
        write.Succeed();
        var second = await _storage.NextWriteAsync();
        second.Succeed();
        await Task.WhenAll([first, .. others]);
        var last = TakeAsync(10);
        var third = await _storage.NextWriteAsync();
        third.Succeed();
        await last;

        Assert.Equal([1], NumbersOf(write.State));
        Assert.Equal([2, 3, 4], NumbersOf(second.State));
        Assert.Equal([5], NumbersOf(third.State));
        Assert.Empty(_state.Value.PendingEvents);
    }

    [Fact]
    public async Task Decide_ARefusalOnWhatIsNotDurable_WaitsForIt()
    {
        var taken = TakeAsync(1);
        var write = await _storage.NextWriteAsync();

        var refused = TakeAsync(1);
        await ReadAsync();
        Assert.False(refused.IsCompleted);
        write.Succeed();

        Assert.Null(await refused);
        Assert.Equal(1, await taken);
        Assert.Equal(0, _storage.Untaken);
    }

    [Fact]
    public async Task Decide_ARefusalOnWhatIsDurable_WritesNothing()
    {
        var refused = await TakeAsync(0);

        Assert.Null(refused);
        Assert.Equal(0, _storage.Untaken);
        Assert.Empty(_committed);
    }

    [Fact]
    public async Task Value_WhileAWriteIsInFlight_IsTheLastDurableOne()
    {
        var taken = TakeAsync(10);
        var write = await _storage.NextWriteAsync();

        Assert.Equal((0, 1), await _turns.RunAsync(() => (_state.Value.Taken, _state.Newest.Taken)));
        write.Succeed();
        await taken;

        Assert.Equal(1, await ReadAsync());
    }

    [Fact]
    public async Task Decide_WhenTheWriteFails_FailsForAllWhoWaitAndAllWhoCome()
    {
        var first = TakeAsync(10);
        var write = await _storage.NextWriteAsync();
        var others = new[] { TakeAsync(10), TakeAsync(1) };
        await ReadAsync();
        var failure = new IOException("The disk is full.");

        write.Fail(failure);

        foreach (var waiting in (Task<int?>[])[first, .. others, TakeAsync(10)])
            Assert.Same(failure, await Assert.ThrowsAsync<IOException>(() => waiting));
        Assert.Equal(1, _deactivations);
        Assert.Equal(0, await ReadAsync());
        Assert.Equal(0, _storage.Untaken);
        Assert.Empty(_committed);
    }

    [Fact]
    public async Task Decide_WhenASecondWriteFails_KeepsWhatTheFirstHasDone()
    {
        var first = TakeAsync(10);
        var write = await _storage.NextWriteAsync();
        var second = TakeAsync(10);
        await ReadAsync();
        write.Succeed();
        Assert.Equal(1, await first);

        (await _storage.NextWriteAsync()).Fail(new IOException("The disk is full."));

        await Assert.ThrowsAsync<IOException>(() => second);
        Assert.Equal(1, await ReadAsync());
    }

    [Fact]
    public async Task Decide_WhoStopsWaiting_HasDecidedAllTheSame()
    {
        using var impatience = new CancellationTokenSource();
        var first = TakeAsync(10);
        var write = await _storage.NextWriteAsync();
        var impatient = _turns.RunAsync(() => _state.DecideAsync(static state => Tally.Take(state, 10), impatience.Token));
        var other = TakeAsync(10);
        await ReadAsync();

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        write.Succeed();
        (await _storage.NextWriteAsync()).Succeed();

        Assert.Equal((1, 3), (await first, await other));
        Assert.Equal(3, await ReadAsync());
    }

    [Fact]
    public async Task Decide_WhatThrows_ChangesNothingForAnybody()
    {
        var first = TakeAsync(10);
        var write = await _storage.NextWriteAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => _turns.RunAsync(() => _state.DecideAsync<int>(
            static _ => throw new InvalidOperationException("A bug."), CancellationToken.None)));
        write.Succeed();

        Assert.Equal(1, await first);
        Assert.Equal((1, 0), (await ReadAsync(), _deactivations));
    }

    [Fact]
    public async Task Drain_WhileAWriteIsInFlight_EndsAfterAllThatIsDecided()
    {
        _ = TakeAsync(10);
        var write = await _storage.NextWriteAsync();
        _ = TakeAsync(10);

        var drained = _turns.RunAsync(_state.DrainAsync);
        await ReadAsync();
        Assert.False(drained.IsCompleted);
        write.Succeed();
        (await _storage.NextWriteAsync()).Succeed();
        await drained;

        Assert.Equal(2, await ReadAsync());
    }

    private Task<int?> TakeAsync(int capacity) =>
        _turns.RunAsync(() => _state.DecideAsync(state => Tally.Take(state, capacity), CancellationToken.None));

    /// <summary>What is durable; and what was asked for before this has had its turn by then.</summary>
    private Task<int> ReadAsync() => _turns.RunAsync(() => _state.Value.Taken);

    private static IEnumerable<object> NumbersOf(Tally state) => state.PendingEvents.Select(static @event => @event.Payload);
}
