namespace Nusaloka.Chat;

/// <summary>
/// The contract of the stream by which rooms tell a process with connected clients who has become a member or is none any more, whether or not a client has
/// joined the room there: of type <see cref="MembershipNews"/>, in <see cref="StreamProviders.Realtime"/>, with <see cref="StreamNamespace"/> and the node's id
/// as key. Rooms tell the nodes that the partitions of presence name (<see cref="IPresenceGrain"/>). News may be lost: the list of conversations is the truth.
/// </summary>
public static class MembershipNodes
{
    /// <summary>The namespace of the streams.</summary>
    public const string StreamNamespace = "member-node";
}
