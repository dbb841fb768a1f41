using Nusaloka.Chat;
using Nusaloka.Persistence.Chat;

namespace Nusaloka.Grains.Chat;

/// <summary>Something that a room is about to write: events that have no number yet, and members as they are afterwards.</summary>
internal sealed class RoomDraft(IReadOnlyList<RoomEvent> events, IReadOnlyList<MemberRow> members)
{
    private readonly TaskCompletionSource<RoomCommit> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<RoomEvent> Events => events;

    public IReadOnlyList<MemberRow> Members => members;

    /// <summary>Ends when it is durable.</summary>
    public Task<RoomCommit> Answer => _answer.Task;

    /// <summary>The title that it gives the room; null for none.</summary>
    public string? Title => events.LastOrDefault(static one => one.Title is not null)?.Title;

    public static RoomDraft Of(RoomEvent one) => new([one], []);

    public void Done(RoomCommit commit) => _answer.TrySetResult(commit);

    public void Failed(Exception exception) => _answer.TrySetException(exception);
}
