using Nusaloka.Persistence.Outbox;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Chat;

/// <summary>Somebody has said something in a room. Not each message has one: what is said soon after it goes with it.</summary>
/// <param name="RoomId">The room.</param>
internal sealed record RoomSpoken(string RoomId)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "chat.spoken";

    private const string SourceKind = "chat";

    /// <summary>The event of a write of the room.</summary>
    public static OutboxRow Of(string roomId, long version) =>
        new(SourceKind, roomId, version, 0, Type, StateJson.Serialize(new RoomSpoken(roomId)), System.Diagnostics.Activity.Current?.Id);
}
