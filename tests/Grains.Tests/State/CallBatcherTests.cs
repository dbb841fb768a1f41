using Npgsql;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Tests.State;

/// <summary>What is asked for while a call is under way goes together with the next, and one that cannot be done fails no other.</summary>
public sealed class CallBatcherTests
{
    private readonly List<int[]> _calls = [];
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task WhatGathersDuringACall_IsTheNext_UpToItsWeight()
    {
        var batcher = new CallBatcher<int, int>(SumAsync, static item => item, most: 10);

        var first = batcher.CallAsync(1, CancellationToken.None);
        await _begun.Task;
        var others = new[] { 4, 6, 3, 20, 2 }.Select(item => batcher.CallAsync(item, CancellationToken.None)).ToArray();
        _first.SetResult();

        Assert.Equal(1, await first);
        var answers = await Task.WhenAll(others);
        Assert.Equal([10, 10, 3, 20, 2], answers);
        Assert.Equal([[1], [4, 6], [3], [20], [2]], _calls);
        Assert.Equal(7, await batcher.CallAsync(7, CancellationToken.None));
    }

    [Fact]
    public async Task WhatPostgresRefuses_FailsAlone()
    {
        var batcher = new CallBatcher<int, int>(SumAsync, static _ => 1, most: 10);

        var first = batcher.CallAsync(1, CancellationToken.None);
        await _begun.Task;
        var good = new[] { 2, 3, 4 }.Select(item => batcher.CallAsync(item, CancellationToken.None)).ToArray();
        var bad = batcher.CallAsync(-1, CancellationToken.None);
        _first.SetResult();

        await first;
        Assert.Equal(PostgresErrorCodes.CheckViolation, (await Assert.ThrowsAsync<PostgresException>(() => bad)).SqlState);
        Assert.All(await Task.WhenAll(good), static sum => Assert.InRange(sum, 2, 9));
    }

    [Fact]
    public async Task WhatFailsOtherwise_FailsForAllOfTheCall_AndTheNextGoesOn()
    {
        var batcher = new CallBatcher<int, int>(SumAsync, static _ => 1, most: 10);

        var first = batcher.CallAsync(1, CancellationToken.None);
        await _begun.Task;
        Task<int>[] others = [batcher.CallAsync(2, CancellationToken.None), batcher.CallAsync(0, CancellationToken.None)];
        _first.SetResult();

        await first;
        foreach (var one in others)
            await Assert.ThrowsAsync<TimeoutException>(() => one);
        Assert.Equal([[1], [2, 0]], _calls);
        Assert.Equal(5, await batcher.CallAsync(5, CancellationToken.None));
    }

    [Fact]
    public async Task WhoeverWaitsNoLonger_TakesNothingFromOthers()
    {
        using var gone = new CancellationTokenSource();
        var batcher = new CallBatcher<int, int>(SumAsync, static _ => 1, most: 10);

        var first = batcher.CallAsync(1, CancellationToken.None);
        await _begun.Task;
        var left = batcher.CallAsync(2, gone.Token);
        var stays = batcher.CallAsync(3, CancellationToken.None);
        await gone.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => left);
        _first.SetResult();

        Assert.Equal((1, 5), (await first, await stays));
    }

    private async Task<int> SumAsync(IReadOnlyList<int> items)
    {
        _calls.Add([.. items]);
        if (_calls.Count == 1)
        {
            _begun.SetResult();
            await _first.Task;
        }

        if (items.Contains(0))
            throw new TimeoutException();
        return items.Any(static item => item < 0)
            ? throw new PostgresException("no", "ERROR", "ERROR", PostgresErrorCodes.CheckViolation)
            : items.Sum();
    }
}
