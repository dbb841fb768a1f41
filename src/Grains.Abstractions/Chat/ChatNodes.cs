namespace Nusaloka.Chat;

/// <summary>
/// The contract of the stream by which rooms tell a process with connected clients what happens: of type <see cref="RoomNews"/>, in
/// <see cref="StreamProviders.Realtime"/>, with <see cref="StreamNamespace"/> and the node's id as key. One message per node, however many
/// clients of it are in the room. News may be lost and may come late, never out of order from one activation of a room: a node that sees a gap between
/// its last number and the first of the news asks <see cref="IChatRoomGrain.ResumeAsync"/>.
/// </summary>
public static class ChatNodes
{
    /// <summary>The namespace of the streams.</summary>
    public const string StreamNamespace = "chat-node";

    /// <summary>How long a room tells a node that does not ask again.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>How often a node should ask again: a room that has moved to another silo learns of its nodes by it.</summary>
    public static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(10);
}
