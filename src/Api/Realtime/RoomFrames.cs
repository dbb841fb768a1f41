using Nusaloka.Api.Chat;
using Nusaloka.Chat;

namespace Nusaloka.Api.Realtime;

/// <summary>What happens in rooms, as clients are told of it.</summary>
internal static class RoomFrames
{
    /// <summary>A message, as the contract has it, or something else that happened; the type says what.</summary>
    public static ServerFrame Of(string roomId, string epoch, RoomEvent one)
    {
        var isMessage = one.Kind == RoomEventKind.Message;
        return new ServerFrame(new FrameBody(TypeOf(one.Kind))
        {
            ConversationId = roomId,
            Seq = one.Seq,
            Epoch = epoch,
            Payload = isMessage ? ChatMessageResponse.Of(ChatMessage.Of(roomId, one)) : RoomEventResponse.Of(roomId, one),
        });
    }

    /// <summary>Somebody has read further.</summary>
    public static ServerFrame Of(string roomId, ReadMark read) => new(
        new FrameBody("read") { ConversationId = roomId, Payload = new ReadPayload(read.AccountId, read.Seq) },
        FrameClass.Droppable, $"read {roomId} {read.AccountId}");

    /// <summary>From where on the client is told everything.</summary>
    public static ServerFrame Joined(string roomId, JoinedRoom joined, string? requestId) => new(new FrameBody("joined")
    {
        Id = requestId, ConversationId = roomId, Epoch = joined.Epoch, Payload = joined,
    });

    /// <summary>The client's account has become a member of a room, or is none any more: for all of its clients, whatever they have joined.</summary>
    public static ServerFrame Membership(string roomId, RoomEvent one) => new(
        new FrameBody(one.Member is { Change: MemberChange.Joined } ? "room_added" : "room_removed") { ConversationId = roomId, Payload = RoomEventResponse.Of(roomId, one) });

    /// <summary>The client is in the room no more.</summary>
    public static ServerFrame Left(string roomId, string? requestId = null) => new(new FrameBody("left") { Id = requestId, ConversationId = roomId });

    private static string TypeOf(RoomEventKind kind) => kind switch
    {
        RoomEventKind.Message => "message",
        RoomEventKind.Edited => "edited",
        RoomEventKind.Removed => "removed",
        RoomEventKind.ReactionAdded => "reaction_added",
        RoomEventKind.ReactionRemoved => "reaction_removed",
        RoomEventKind.Member => "member",
        RoomEventKind.Renamed => "renamed",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of event has no frame. Add it here."),
    };

    private sealed record ReadPayload(string AccountId, long Seq);
}
