using System.Threading.Channels;
using Nusaloka.Persistence.GroupCommit;

namespace Nusaloka.Persistence.Tests.GroupCommit;

public sealed class WorkInHandTests
{
    private readonly Channel<TouchingWork> _arrived = Channel.CreateUnbounded<TouchingWork>();
    private readonly WorkInHand<TouchingWork> _hand = new(maxBatchSize: 4);

    [Fact]
    public void Take_WhatSharesWithABatchInHand_WaitsUntilItIsDone()
    {
        Arrive([1, "k1", "a", "b"]);
        var first = Take();
        Arrive([2, "k2", "b", "c"], [3, "k3", "d", "e"]);

        Assert.Equal([3], Numbers(Take()));
        Assert.Empty(Take());
        Assert.Equal(1, _hand.Aside);
        _hand.Release(first);
        Assert.Equal([2], Numbers(Take()));
        Assert.Equal(0, _hand.Aside);
    }

    [Fact]
    public void Take_WhatSharesWithWorkThatWaits_IsNotDoneBeforeIt()
    {
        Arrive([1, "k1", "a", "b"]);
        var first = Take();
        Arrive([2, "k2", "b", "c"], [3, "k3", "c", "d"], [4, "k4", "d", "e"], [5, "k5", "f", "g"]);

        Assert.Equal([5], Numbers(Take()));
        _hand.Release(first);
        Assert.Equal([2, 3, 4], Numbers(Take()));
    }

    [Fact]
    public void Take_TheSecondOfOneKey_WaitsForTheNextBatchAndHoldsNobodyUp()
    {
        Arrive([1, "k", "a", "b"], [2, "k", "a", "b"], [3, "k3", "b", "a"]);

        var first = Take();
        Assert.Equal([1, 3], Numbers(first));
        Assert.Empty(Take());
        _hand.Release(first);
        Assert.Equal([2], Numbers(Take()));
    }

    [Fact]
    public void Take_KeysThatAreEqual_AreOne()
    {
        var id = new Guid("00000000-0000-0000-0000-000000000001");
        _arrived.Writer.TryWrite(new TouchingWork(1, id, "a", "b"));
        Take();
        _arrived.Writer.TryWrite(new TouchingWork(2, new Guid(id.ToByteArray()), "c", "d"));

        Assert.Empty(Take());
    }

    [Fact]
    public void Take_MoreThanABatch_LeavesTheRest()
    {
        Arrive([.. Enumerable.Range(1, 6).Select(static i => new object[] { i, $"k{i}", "a", "b" })]);

        var first = Take();
        Assert.Equal([1, 2, 3, 4], Numbers(first));
        Assert.Empty(Take());
        _hand.Release(first);
        Assert.Equal([5, 6], Numbers(Take()));
    }

    [Fact]
    public void GiveUp_WhatWaits_IsNotWaitingAnyMore()
    {
        Arrive([1, "k1", "a", "b"]);
        Take();
        Arrive([2, "k2", "b", "c"]);
        Assert.Empty(Take());

        Assert.Equal([2], Numbers([.. _hand.GiveUp()]));
        Assert.Equal(0, _hand.Aside);
    }

    [Fact]
    public void Take_ByThreeLanesInRandomOrder_NeverSharesAndKeepsTheOrderOfAllThatIsTouched()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var (sent, done) = (0, new List<TouchingWork>());
        var lanes = new TouchingWork[]?[3];
        while (done.Count < 2_000)
        {
            for (var i = random.Next(6); i > 0 && sent < 2_000; i--, sent++)
            {
                var from = random.Next(8);
                Arrive([sent, $"k{sent}", from, (from + random.Next(1, 8)) % 8]);
            }

            var lane = random.Next(lanes.Length);
            if (lanes[lane] is { } batch)
            {
                done.AddRange(batch);
                _hand.Release(batch);
                lanes[lane] = null;
            }
            else if (Take() is { Length: > 0 } taken)
            {
                lanes[lane] = taken;
                var others = lanes.Where((other, i) => i != lane && other is not null).SelectMany(static other => other!).SelectMany(static work => work.Touches);
                Assert.False(taken.SelectMany(static work => work.Touches).Intersect(others).Any(), $"seed {seed}");
            }
        }

        for (var account = 0; account < 8; account++)
        {
            var order = done.Where(work => work.Touches.Contains(new Touched(account))).Select(static work => work.Number).ToArray();
            Assert.True(order.SequenceEqual(order.Order()), $"seed {seed}, account {account}");
        }
    }

    private static int[] Numbers(TouchingWork[] batch) => [.. batch.Select(static work => work.Number)];

    private TouchingWork[] Take() => _hand.Take(_arrived.Reader);

    /// <summary>Each a number, a key and what else it touches.</summary>
    private void Arrive(params object[][] works)
    {
        foreach (var work in works)
            _arrived.Writer.TryWrite(new TouchingWork((int)work[0], work[1..]));
    }
}
