using System.Diagnostics;
using Nusaloka.Persistence.GroupCommit;
using Nusaloka.Persistence.Outbox;
using Orleans.Storage;

namespace Nusaloka.Persistence.Storage;

/// <summary>One write of one grain state that waits for its commit, with all that must be committed with it.</summary>
/// <param name="kind">Kind of the state.</param>
/// <param name="id">Key of the grain.</param>
/// <param name="expectedVersion">The version that must be stored now; 0 for none.</param>
/// <param name="state">The new state as JSON; null clears.</param>
internal sealed class PendingWrite(string kind, string id, long expectedVersion, byte[]? state) : ICommitWork
{
    // The lane must not run callers' continuations: they would hold up everyone else's commit.
    private readonly TaskCompletionSource<long> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Kind { get; } = kind;

    public string Id { get; } = id;

    // A statement can change a row once.
    public object Key { get; } = (kind, id);

    public ActivityContext Cause { get; } = Activity.Current?.Context ?? default;

    public long ExpectedVersion { get; } = expectedVersion;

    public byte[]? State { get; } = state;

    public IReadOnlyList<SqlStatement> ProjectionStatements { get; init; } = [];

    public IReadOnlyList<OutboxRow> Events { get; init; } = [];

    /// <summary>How often this write was sent again because PostgreSQL chose it to break a deadlock or a conflict.</summary>
    public int Retries { get; set; }

    /// <summary>Completes with the new version when the write is durable.</summary>
    public Task<long> Answer => _answer.Task;

    public void Committed() => _answer.TrySetResult(ExpectedVersion + 1);

    public void Failed(Exception exception) => _answer.TrySetException(exception);

    public void Lost(long storedVersion)
    {
        var stored = ETag.Format(storedVersion);
        var expected = ETag.Format(ExpectedVersion);
        Failed(new InconsistentStateException(
            $"{this} is at version {stored ?? "none"}, the write expected {expected ?? "none"}: another activation has written it. Nothing was stored.",
            stored,
            expected));
    }

    public override string ToString() => $"Grain state {Kind} '{Id}'";
}
