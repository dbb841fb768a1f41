using System.Diagnostics;
using Nusaloka.Persistence.GroupCommit;

namespace Nusaloka.Persistence.Ledger;

/// <summary>An operation that waits for its commit.</summary>
internal sealed class PendingOperation : IConcurrentWork, IRepeatableWork
{
    // The lane must not run callers' continuations: they would hold up everyone else's commit.
    private readonly TaskCompletionSource<PostingResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PendingOperation(LedgerOperation operation)
    {
        Operation = operation;
        // The second of two operations with one id, or on one hold, must see the first.
        Key = operation.Verb == LedgerVerb.Claim ? this : operation.HoldId ?? operation.Id;
        Touches = (operation.CreditCode, operation.HoldId) switch
        {
            ({ } credit, null) => [new(operation.DebitCode), new(credit), new(Key)],
            ({ } credit, _) => [new(operation.DebitCode), new(credit), new(Key), new(operation.Id)],
            (null, null) => [new(operation.DebitCode), new(Key)],
            (null, _) => [new(operation.DebitCode), new(Key), new(operation.Id)],
        };
    }

    public LedgerOperation Operation { get; }

    public object Key { get; }

    /// <summary>Its accounts, and the ids of what it makes and of the hold that it names.</summary>
    public Touched[] Touches { get; }

    public ActivityContext Cause { get; } = Activity.Current?.Context ?? default;

    public int Retries { get; set; }

    public bool MayBeDone { get; set; }

    /// <summary>Completes when the operation is durable, or refused.</summary>
    public Task<PostingResult> Answer => _answer.Task;

    public void Done(PostingResult result) => _answer.TrySetResult(result);

    public void Failed(Exception exception) => _answer.TrySetException(exception);

    public override string ToString() => $"The ledger's {Operation.Verb} {Operation.Id}";
}
