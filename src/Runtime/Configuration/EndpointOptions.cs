using System.Net;
using Orleans.Runtime;

namespace Orleans.Configuration;

/// <summary>Where a silo listens, and the address by which others reach it. The embedded runtime has one port for silos and clients.</summary>
public class EndpointOptions
{
    /// <summary>The default of <see cref="SiloPort"/>.</summary>
    public const int DEFAULT_SILO_PORT = 11111;

    /// <summary>The default of <see cref="GatewayPort"/>.</summary>
    public const int DEFAULT_GATEWAY_PORT = 30000;

    private IPAddress _advertisedIPAddress = IPAddress.Loopback;
    private int _siloPort = DEFAULT_SILO_PORT;

    /// <summary>The address by which others reach the silo. Default: loopback.</summary>
    /// <exception cref="OrleansConfigurationException">It is no address of one machine.</exception>
    public IPAddress AdvertisedIPAddress
    {
        get => _advertisedIPAddress;
        set => _advertisedIPAddress = value is null || Equals(value, IPAddress.Any) || Equals(value, IPAddress.IPv6Any) || Equals(value, IPAddress.None) || Equals(value, IPAddress.IPv6None)
            ? throw new OrleansConfigurationException($"{nameof(EndpointOptions)}.{nameof(AdvertisedIPAddress)} is '{value}'; it must be the address by which other machines reach this one.")
            : value;
    }

    /// <summary>The port of the silo. Default 11111; not 0, because others must know it.</summary>
    /// <exception cref="OrleansConfigurationException">It is 0.</exception>
    public int SiloPort
    {
        get => _siloPort;
        set => _siloPort = value is > 0 and <= IPEndPoint.MaxPort
            ? value
            : throw new OrleansConfigurationException($"{nameof(EndpointOptions)}.{nameof(SiloPort)} is {value}; it must be 1 to {IPEndPoint.MaxPort}.");
    }

    /// <summary>The port for clients in Microsoft Orleans. The embedded runtime opens none: clients use <see cref="SiloPort"/>. Default 30000.</summary>
    public int GatewayPort { get; set; } = DEFAULT_GATEWAY_PORT;

    /// <summary>Where the silo listens when that is not the advertised address, as behind a translated address. Default: null.</summary>
    public IPEndPoint? SiloListeningEndpoint { get; set; }

    /// <summary>The same for clients in Microsoft Orleans; without effect in the embedded runtime.</summary>
    public IPEndPoint? GatewayListeningEndpoint { get; set; }

    internal IPEndPoint ListeningEndpoint => SiloListeningEndpoint ?? new IPEndPoint(AdvertisedIPAddress, SiloPort);
}
