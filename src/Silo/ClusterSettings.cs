namespace Nusaloka.Silo;

/// <summary>What the environment says about the cluster that a process belongs to; see docs/reference/configuration.md.</summary>
/// <param name="Redis">Where the cluster's members are; null when the process is a cluster of its own.</param>
/// <param name="ClusterId">Silos and clients with the same one belong together.</param>
/// <param name="SiloName">What people call the silo; null for a made-up name.</param>
/// <param name="SiloAddress">The address or host name that others reach the silo by; null for the first address of the machine.</param>
/// <param name="SiloPort">The port that others reach the silo by.</param>
/// <param name="GatewayPort">With Microsoft Orleans, the port that clients reach the silo by; the embedded runtime has one port for both.</param>
/// <param name="Secret">What only the processes of the cluster know.</param>
/// <param name="Certificate">The PKCS#12 file for TLS between them; null for none.</param>
/// <param name="CertificatePassword">The password of that file.</param>
public sealed record ClusterSettings(
    string? Redis, string ClusterId, string? SiloName, string? SiloAddress, int SiloPort, int GatewayPort, string? Secret, string? Certificate, string? CertificatePassword)
{
    /// <summary>The service of all clusters: its stored states and reminders outlive them.</summary>
    public const string ServiceId = "nusaloka";

    private const int DefaultPort = 11111;
    private const int DefaultGatewayPort = 30000;
    private const string Auto = "auto";

    /// <summary>Reads them.</summary>
    /// <param name="configuration">The configuration with the environment in it.</param>
    /// <param name="defaultAddress">The address when none is given.</param>
    /// <exception cref="InvalidOperationException">A port is no port.</exception>
    public static ClusterSettings From(IConfiguration configuration, string defaultAddress = "127.0.0.1")
    {
        var (address, redis) = (Text("SILO_ADDRESS") ?? defaultAddress, Text("REDIS"));
        return new ClusterSettings(
            redis,
            Text("CLUSTER_ID") ?? ServiceId,
            Text("SILO_NAME"),
            address != Auto ? address : redis is null ? null : OwnAddress.Towards(redis),
            Port("SILO_PORT") ?? DefaultPort,
            Port("GATEWAY_PORT") ?? DefaultGatewayPort,
            Text("CLUSTER_SECRET"),
            Text("CLUSTER_CERTIFICATE"),
            Text("CLUSTER_CERTIFICATE_PASSWORD"));

        string? Text(string name) => configuration[name] is { Length: > 0 } value ? value : null;

        int? Port(string name) => Text(name) is { } text ? PortOf(name, text) : null;
    }

    /// <summary>These settings, for an actor runtime whose processes speak to each other in clear.</summary>
    /// <exception cref="InvalidOperationException">They ask for TLS.</exception>
    public ClusterSettings InClear() => Certificate is null
        ? this
        : throw new InvalidOperationException(
            "NUSALOKA_CLUSTER_CERTIFICATE is set, but with ActorRuntime=Orleans calls between processes are in clear. Unset it, or build with ActorRuntime=Embedded.");

    private static int PortOf(string name, string text) => int.TryParse(text, out var port) && port is > 0 and <= 65535
        ? port
        : throw new InvalidOperationException($"NUSALOKA_{name} is '{text}'; it must be 1 to 65535.");
}
