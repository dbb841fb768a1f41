using Nusaloka.Chat;

namespace Nusaloka.Api.Realtime;

/// <summary>What is of the moment, as clients are told of it.</summary>
internal static class PresenceFrames
{
    /// <summary>Somebody of a room has come or gone.</summary>
    public static ServerFrame Of(string roomId, Presence presence) => new(
        new FrameBody("presence") { ConversationId = roomId, Payload = new PresencePayload([MemberPayload.Of(presence)]) },
        FrameClass.Droppable, $"presence {roomId} {presence.AccountId}");

    /// <summary>Who of a room is there: the answer to a question.</summary>
    public static ServerFrame Of(string roomId, RoomPresence presence, string? requestId) => new(new FrameBody("presence")
    {
        Id = requestId, ConversationId = roomId, Payload = new PresencePayload([.. presence.Members.Select(MemberPayload.Of)]),
    });

    /// <summary>Somebody writes, or has stopped.</summary>
    public static ServerFrame Of(string roomId, TypingMark mark) => new(
        new FrameBody("typing") { ConversationId = roomId, Payload = new TypingPayload(mark.AccountId, mark.IsTyping) },
        FrameClass.Droppable, $"typing {roomId} {mark.AccountId}");

    private sealed record TypingPayload(string AccountId, bool IsTyping);

    private sealed record PresencePayload(IReadOnlyList<MemberPayload> Members);

    private sealed record MemberPayload(string AccountId, bool Online, DateTimeOffset? LastSeenAt)
    {
        public static MemberPayload Of(Presence one) => new(one.AccountId, one.IsOnline, one.SeenAt);
    }
}
