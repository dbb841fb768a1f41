using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Nusaloka.Grains.Deliveries;

namespace Nusaloka.Grains.Notifications;

/// <summary>
/// Connections to hosts that people have named: only to addresses of the public internet, looked at after the name was resolved, so that no
/// name leads into our own network, whatever it resolves to the second time.
/// </summary>
internal sealed class PublicConnections(IOptions<NotificationOptions> options)
{
    /// <summary>A handler that follows no redirects, keeps no cookies and connects nowhere else.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = ConnectAsync,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var reachable = options.Value.AllowPrivateTargets ? addresses : Array.FindAll(addresses, WebhookUrls.IsPublic);
        if (reachable.Length == 0)
            throw new DeliveryRefusedException($"{context.DnsEndPoint.Host} has no address on the public internet.");

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(reachable, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
