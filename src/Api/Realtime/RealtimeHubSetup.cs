using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Realtime;

/// <summary>Registers the hub, and what tells connected people who is there and what is new.</summary>
public static class RealtimeHubSetup
{
    /// <summary>Where the hub is.</summary>
    public const string Path = "/hubs/realtime";

    private const int MaxMessageBytes = 16 << 10;
    private const int BufferBytes = 32 << 10;

    /// <summary>Registers them; to stand after <see cref="RealtimeSetup.AddRealtime"/>.</summary>
    public static void AddRealtimeHub(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<NodeInboxes>();
        services.AddHostedService(static provider => provider.GetRequiredService<NodeInboxes>());
        services.AddSingleton<NodePresence>();
        services.AddHostedService(static provider => provider.GetRequiredService<NodePresence>());
        services.AddSingleton<IConnectionListener>(static provider => provider.GetRequiredService<NodePresence>());
        services.AddSingleton<IRoomSignals>(static provider => new RoomSignals(provider.GetRequiredService<IClusterClient>()));

        var options = builder.Configuration.GetSection("REALTIME").Get<RealtimeOptions>() ?? new RealtimeOptions();
        services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = MaxMessageBytes;
            hub.KeepAliveInterval = TimeSpan.FromSeconds(options.PingSeconds);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(2.5 * options.PingSeconds);
            hub.EnableDetailedErrors = false;
            hub.MaximumParallelInvocationsPerClient = 1;
            hub.DisableImplicitFromServicesParameters = true;
            hub.AddFilter<HubCommandLimit>();
        }).AddJsonProtocol(static json => JsonSettings.Apply(json.PayloadSerializerOptions));
        services.AddSingleton<HubLifetimeManager<RealtimeHub>, RealtimeHubConnections>();
    }

    /// <summary>Adds /hubs/realtime: over WebSockets alone, so that a client may come to any process.</summary>
    public static void MapRealtimeHub(this IEndpointRouteBuilder routes) => routes
        .MapHub<RealtimeHub>(Path, static options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.ApplicationMaxBufferSize = BufferBytes;
            options.TransportMaxBufferSize = BufferBytes;
            // The node ends connections when their token does, and lets clients show another before.
            options.CloseOnAuthenticationExpiration = false;
        })
        .RequireAuthorization(Policies.Person).WithMetadata(SocketRoute.Instance);
}
