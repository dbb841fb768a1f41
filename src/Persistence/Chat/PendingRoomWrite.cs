using System.Diagnostics;
using Nusaloka.Persistence.GroupCommit;

namespace Nusaloka.Persistence.Chat;

/// <summary>A write of a room that waits for its commit.</summary>
internal sealed class PendingRoomWrite(RoomWrite write) : IRepeatableWork
{
    // The lane must not run callers' continuations: they would hold up everyone else's commit.
    private readonly TaskCompletionSource<RoomWriteOutcome> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RoomWrite Write => write;

    /// <summary>The second write of a room rests on the first.</summary>
    public object Key { get; } = write.RoomId;

    public ActivityContext Cause { get; } = Activity.Current?.Context ?? default;

    public int Retries { get; set; }

    public bool MayBeDone { get; set; }

    public Task<RoomWriteOutcome> Answer => _answer.Task;

    public void Done(RoomWriteOutcome outcome) => _answer.TrySetResult(outcome);

    public void Failed(Exception exception) => _answer.TrySetException(exception);

    public override string ToString() => $"The write of room {write.RoomId} at version {write.Before.Version}";
}
