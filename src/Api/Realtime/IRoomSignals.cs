using Nusaloka.Chat;

namespace Nusaloka.Api.Realtime;

/// <summary>What members of a room tell each other that is of the moment and never stored.</summary>
public interface IRoomSignals
{
    /// <summary>The caller types, or has stopped. Errors: <c>room_not_found</c>.</summary>
    ValueTask<Result> TypingAsync(RoomCaller caller, string roomId, bool isTyping, CancellationToken cancellationToken);
}
