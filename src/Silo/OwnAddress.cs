using System.Globalization;
using System.Net.Sockets;

namespace Nusaloka.Silo;

/// <summary>Which of its addresses a machine in several networks is reached by: the one that it has where the cluster's Redis is.</summary>
public static class OwnAddress
{
    private const int RedisPort = 6379;

    /// <summary>The IPv4 address that a connection to Redis would come from; null when there is no way there. Nothing is sent.</summary>
    /// <param name="redis">As in NUSALOKA_REDIS: <c>host:port</c>, perhaps more of them and options behind commas.</param>
    public static string? Towards(string redis)
    {
        var first = redis.Split(',')[0].Trim();
        var colon = first.LastIndexOf(':');
        var port = colon > 0 && int.TryParse(first.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : RedisPort;
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(colon > 0 ? first[..colon] : first, port);
            return (socket.LocalEndPoint as System.Net.IPEndPoint)?.Address.ToString();
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            return null;
        }
    }
}
