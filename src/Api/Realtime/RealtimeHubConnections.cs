using Microsoft.AspNetCore.SignalR;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Realtime;

/// <summary>Gives each connection of the hub to the node, which tells it what happens, and takes it back when it has ended.</summary>
internal sealed class RealtimeHubConnections(
    NodeRealtime node, NodePresence presence, ChatSessions sessions, ILogger<DefaultHubLifetimeManager<RealtimeHub>> logger)
    : DefaultHubLifetimeManager<RealtimeHub>(logger)
{
    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        await base.OnConnectedAsync(connection);
        var http = connection.GetHttpContext() ?? throw new InvalidOperationException("A connection of the hub has no request.");
        var identity = http.Features.Get<TokenIdentity>() ?? throw new InvalidOperationException("A connection of the hub was not authenticated.");
        var language = Languages.Of(http.Request);
        var writer = new HubFrameWriter(connection);
        var connected = node.Connect(identity, ConnectionTopics.Chat | ConnectionTopics.Notifications, writer);
        if (!connected.IsSuccess)
        {
            await writer.WriteAsync(SystemFrames.Refused(connected.Error, requestId: null, language), CancellationToken.None);
            connection.Abort();
            return;
        }

        var session = sessions.Of(connected.Value);
        connected.Value.JoinsNewRooms = true;
        connection.Features.Set(new HubClient(session, language));
        // What the hub never sees is counted where it is read, which begins after this.
        connection.Protocol = new CountedHubProtocol(connection.Protocol, session);
        presence.Welcome(identity.Subject);
    }

    public override async Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (connection.Features.Get<HubClient>() is { } client)
            node.Disconnect(client.Session.Connection);
        await base.OnDisconnectedAsync(connection);
    }
}
