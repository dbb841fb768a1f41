namespace Nusaloka.Notifications;

/// <summary>
/// The contract of the stream by which inboxes tell a process with connected clients what is new: of type <see cref="InboxNews"/>, in
/// <see cref="StreamProviders.Realtime"/>, with <see cref="StreamNamespace"/> and the node's id as key. Inboxes tell the nodes that have told the
/// partitions of presence of a client (<see cref="Nusaloka.Chat.IPresenceGrain"/>). News may be lost: the list is the truth, and the number of what is unread,
/// which comes with everything, shows that something is missing.
/// </summary>
public static class InboxNodes
{
    /// <summary>The namespace of the streams.</summary>
    public const string StreamNamespace = "inbox-node";
}
