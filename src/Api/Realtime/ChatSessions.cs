namespace Nusaloka.Api.Realtime;

/// <summary>Makes the sessions of connected clients.</summary>
public sealed class ChatSessions
{
    private readonly NodeRealtime _node;
    private readonly ChatServices _services;

    internal ChatSessions(NodeRealtime node, ChatServices services) => (_node, _services) = (node, services);

    /// <summary>The session of a connection.</summary>
    public ChatSession Of(ClientConnection connection) => new(connection, _node, _services);
}
