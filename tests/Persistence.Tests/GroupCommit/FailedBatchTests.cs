using System.Diagnostics;
using Nusaloka.Persistence.GroupCommit;

namespace Nusaloka.Persistence.Tests.GroupCommit;

public sealed class FailedBatchTests
{
    private static readonly Exception Reason = new InvalidOperationException("the reason");

    [Fact]
    public void Resolve_Refused_AnswersTheCulpritAloneAndKeepsTheOrderOfTheOthers()
    {
        var batch = Batch(100);
        var sent = new List<Work>();
        var groups = new Stack<Work[]>([batch]);
        while (groups.TryPop(out var group))
        {
            if (!group.Contains(batch[42]))
            {
                sent.AddRange(group);
                continue;
            }

            foreach (var rest in FailedBatch.Resolve(group, Reason, FailureStage.RolledBack))
                groups.Push(rest);
        }

        Assert.Same(Reason, batch[42].Failure);
        Assert.Equal(batch.Where(work => work != batch[42]), sent);
        Assert.All(sent, work => Assert.Null(work.Failure));
        Assert.All(batch, work => Assert.Equal(0, work.Retries));
    }

    [Fact]
    public void Resolve_Unknown_IsSentAgainFiveTimesAndThenUnknown()
    {
        var batch = Batch(3);
        for (var time = 1; time <= FailedBatch.MaxRetries; time++)
        {
            Assert.Equal(batch, Assert.Single(FailedBatch.Resolve(batch, Reason, FailureStage.Unknown)));
            Assert.All(batch, work => Assert.Equal(time, work.Retries));
            Assert.All(batch, work => Assert.Null(work.Failure));
        }

        Assert.Empty(FailedBatch.Resolve(batch, Reason, FailureStage.Unknown));
        Assert.All(batch, work => Assert.Same(Reason, Assert.IsType<CommitUnknownException>(work.Failure).InnerException));
    }

    [Fact]
    public void Resolve_NotSent_IsRejectedUnlessItWasSentBefore()
    {
        var batch = Batch(2);
        FailedBatch.Resolve([batch[1]], Reason, FailureStage.Unknown);

        Assert.Empty(FailedBatch.Resolve(batch, Reason, FailureStage.NotSent));
        Assert.IsType<CommitRejectedException>(batch[0].Failure);
        Assert.IsType<CommitUnknownException>(batch[1].Failure);
    }

    [Fact]
    public void Resolve_RefusedAfterItWasUnknown_StaysUnknown()
    {
        var (alone, often, refused) = (Batch(1), Batch(1), Batch(1));
        FailedBatch.Resolve(alone, Reason, FailureStage.Unknown);
        FailedBatch.Resolve(often, Reason, FailureStage.Unknown);
        often[0].Retries = FailedBatch.MaxRetries;

        FailedBatch.Resolve(alone, Reason, FailureStage.RolledBack);
        FailedBatch.Again(often, Reason);
        FailedBatch.Resolve(refused, Reason, FailureStage.RolledBack);

        Assert.Same(Reason, Assert.IsType<CommitUnknownException>(alone[0].Failure).InnerException);
        Assert.Same(Reason, Assert.IsType<CommitUnknownException>(often[0].Failure).InnerException);
        Assert.Same(Reason, refused[0].Failure);
    }

    [Fact]
    public void Resolve_NotSentAfterItWasRolledBack_IsRejected()
    {
        var batch = Batch(1);
        FailedBatch.Again(batch, Reason);

        FailedBatch.Resolve(batch, Reason, FailureStage.NotSent);

        Assert.Equal(1, batch[0].Retries);
        Assert.IsType<CommitRejectedException>(batch[0].Failure);
    }

    [Fact]
    public void Again_OneThatWasSentTooOften_IsAnsweredAndTheOthersAreSent()
    {
        var batch = Batch(3);
        batch[1].Retries = FailedBatch.MaxRetries;

        Assert.Equal([batch[0], batch[2]], Assert.Single(FailedBatch.Again(batch, Reason)));
        Assert.Same(Reason, batch[1].Failure);
        Assert.Null(batch[0].Failure);
    }

    private static Work[] Batch(int size) => [.. Enumerable.Range(0, size).Select(static _ => new Work())];

    private sealed class Work : IRepeatableWork
    {
        public object Key => this;

        public ActivityContext Cause => default;

        public int Retries { get; set; }

        public bool MayBeDone { get; set; }

        public Exception? Failure { get; private set; }

        public void Failed(Exception exception) => Failure = exception;
    }
}
