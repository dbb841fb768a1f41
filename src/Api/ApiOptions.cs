using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;

namespace Nusaloka.Api;

/// <summary>What is configured of the API, by environment variables with the prefix NUSALOKA_.</summary>
public sealed class ApiOptions
{
    /// <summary>Host names that requests may be for, separated by semicolons; <c>*</c> allows any. Default: this machine only.</summary>
    [ConfigurationKeyName("ALLOWED_HOSTS"), Required(AllowEmptyStrings = false)]
    public string AllowedHosts { get; init; } = "localhost;127.0.0.1;[::1]";

    /// <summary>Origins (scheme, host and port) whose pages may call the API, separated by semicolons. Default: none.</summary>
    [ConfigurationKeyName("CORS_ORIGINS")]
    public string CorsOrigins { get; init; } = "";

    /// <summary>The <c>iss</c> that access tokens must carry.</summary>
    [ConfigurationKeyName("ISSUER"), Required(AllowEmptyStrings = false)]
    public string Issuer { get; init; } = Nusaloka.Accounts.TokenProfile.DefaultIssuer;

    /// <summary>How far the clocks of two machines may be apart, in seconds: 0 to 5.</summary>
    [ConfigurationKeyName("CLOCK_SKEW_SECONDS"), Range(0, 5)]
    public int ClockSkewSeconds { get; init; } = 2;

    /// <summary>
    /// Addresses (or networks, as <c>10.0.0.0/8</c>) of the proxies before the API, separated by semicolons: only what they say about who
    /// called them counts. Default: none.
    /// </summary>
    [ConfigurationKeyName("TRUSTED_PROXIES")]
    public string TrustedProxies { get; init; } = "";

    /// <summary>
    /// Addresses and networks of who may read /metrics and /status, separated by semicolons. Default: this machine. Nobody else does, and nothing that a
    /// proxy passes on which is not trusted.
    /// </summary>
    [ConfigurationKeyName("OPERATIONS_NETWORKS")]
    public string OperationsNetworks { get; init; } = "127.0.0.0/8;::1";

    /// <summary>How many connections may be open at once. Default 10,000; 100 to 1,000,000.</summary>
    [ConfigurationKeyName("MAX_CONNECTIONS"), Range(100, 1_000_000)]
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>How many of them one address may have, unless it is a trusted proxy's. Default 2,000; 10 to 1,000,000.</summary>
    [ConfigurationKeyName("MAX_CONNECTIONS_EACH"), Range(10, 1_000_000)]
    public int MaxConnectionsEach { get; init; } = 2_000;

    /// <summary><see cref="AllowedHosts"/>, one by one.</summary>
    public string[] AllowedHostNames => Split(AllowedHosts);

    /// <summary><see cref="CorsOrigins"/>, one by one.</summary>
    public string[] AllowedOrigins => Split(CorsOrigins);

    /// <summary><see cref="TrustedProxies"/>, one by one.</summary>
    /// <exception cref="InvalidOperationException">One is no address and no network.</exception>
    public IPNetwork[] TrustedNetworks => Networks(TrustedProxies, "NUSALOKA_TRUSTED_PROXIES");

    /// <summary><see cref="OperationsNetworks"/>, one by one.</summary>
    /// <exception cref="InvalidOperationException">One is no address and no network.</exception>
    public IPNetwork[] OperatorsNetworks => Networks(OperationsNetworks, "NUSALOKA_OPERATIONS_NETWORKS");

    private static IPNetwork[] Networks(string list, string variable) => Array.ConvertAll(Split(list), text =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
        : throw new InvalidOperationException($"{variable} has '{text}'; it must be addresses and networks, such as 10.0.0.5;10.1.0.0/16."));

    private static string[] Split(string list) =>
        list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
