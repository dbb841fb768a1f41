using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Runtime.Conformance.Silo.Hosting;

/// <summary>What a silo process is told by its environment, and how it answers.</summary>
public sealed record ProcessSettings(string Redis, string ClusterId, string Postgres, int SiloPort, int GatewayPort)
{
    /// <summary>What the names of its environment variables begin with.</summary>
    public const string Prefix = "NUSALOKA_CONFORMANCE_";

    /// <summary>The line by which it says that it serves begins so; the name of the silo follows.</summary>
    public const string Ready = "serving as ";

    public static ProcessSettings From(IConfiguration configuration) => new(
        Required(configuration, nameof(Redis)),
        Required(configuration, nameof(ClusterId)),
        Required(configuration, nameof(Postgres)),
        int.Parse(Required(configuration, nameof(SiloPort)), CultureInfo.InvariantCulture),
        int.Parse(Required(configuration, nameof(GatewayPort)), CultureInfo.InvariantCulture));

    /// <summary>The environment of the process.</summary>
    public IEnumerable<KeyValuePair<string, string>> ToEnvironment() =>
    [
        new(Prefix + nameof(Redis), Redis),
        new(Prefix + nameof(ClusterId), ClusterId),
        new(Prefix + nameof(Postgres), Postgres),
        new(Prefix + nameof(SiloPort), SiloPort.ToString(CultureInfo.InvariantCulture)),
        new(Prefix + nameof(GatewayPort), GatewayPort.ToString(CultureInfo.InvariantCulture)),
    ];

    private static string Required(IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } value ? value : throw new InvalidOperationException($"{Prefix}{name} is not set.");
}
