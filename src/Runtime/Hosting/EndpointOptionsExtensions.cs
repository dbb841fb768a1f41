using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Sets where a silo listens.</summary>
public static class EndpointOptionsExtensions
{
    /// <summary>Sets the address by which others reach the silo, and its ports.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="advertisedIP">An address of this machine.</param>
    /// <param name="siloPort">The port; in the embedded runtime clients use it, too.</param>
    /// <param name="gatewayPort">The port for clients in Microsoft Orleans.</param>
    /// <param name="listenOnAnyHostAddress">Whether to listen on all addresses of the machine.</param>
    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder, IPAddress advertisedIP, int siloPort, int gatewayPort, bool listenOnAnyHostAddress = false) =>
        builder.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = advertisedIP;
            options.SiloPort = siloPort;
            options.GatewayPort = gatewayPort;
            if (!listenOnAnyHostAddress) return;
            options.SiloListeningEndpoint = new IPEndPoint(IPAddress.Any, siloPort);
            options.GatewayListeningEndpoint = new IPEndPoint(IPAddress.Any, gatewayPort);
        });

    /// <summary>The same with a host name; null stands for the first address of this machine that is not loopback.</summary>
    /// <exception cref="ArgumentException">The name has no address of that family.</exception>
    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder,
        string? hostname,
        int siloPort,
        int gatewayPort,
        AddressFamily addressFamily = AddressFamily.InterNetwork,
        bool listenOnAnyHostAddress = false)
    {
        var address = hostname is null ? OwnAddress(addressFamily) : AddressOf(hostname, addressFamily);
        return builder.ConfigureEndpoints(address, siloPort, gatewayPort, listenOnAnyHostAddress);
    }

    /// <summary>The same with the first address of this machine that is not loopback.</summary>
    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder,
        int siloPort,
        int gatewayPort,
        AddressFamily addressFamily = AddressFamily.InterNetwork,
        bool listenOnAnyHostAddress = false) =>
        builder.ConfigureEndpoints(null, siloPort, gatewayPort, addressFamily, listenOnAnyHostAddress);

    private static IPAddress AddressOf(string hostname, AddressFamily family) =>
        Array.Find(IPAddress.TryParse(hostname, out var literal) ? [literal] : Dns.GetHostAddresses(hostname), address => address.AddressFamily == family)
        ?? throw new ArgumentException($"Host '{hostname}' has no address of family {family}.", nameof(hostname));

    private static IPAddress OwnAddress(AddressFamily family) =>
        NetworkInterface.GetAllNetworkInterfaces()
            .Where(card => card.OperationalStatus == OperationalStatus.Up && card.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(address => address.AddressFamily == family && !IPAddress.IsLoopback(address))
        ?? (family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback);
}
