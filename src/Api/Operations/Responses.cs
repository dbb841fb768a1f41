using Nusaloka.Silo.Operations;

namespace Nusaloka.Api.Operations;

/// <summary>How the process is.</summary>
/// <param name="Status">ok.</param>
/// <param name="Service">Which process.</param>
/// <param name="Version">Which build.</param>
public sealed record HealthResponse(string Status, string Service, string Version);

/// <summary>Which build a process is.</summary>
/// <param name="Service">Which process.</param>
/// <param name="Version">The version.</param>
/// <param name="Commit">The commit it was built from; null when the build did not know.</param>
public sealed record VersionResponse(string Service, string Version, string? Commit);

/// <summary>How a process sees itself and its cluster.</summary>
/// <param name="Role">silo or api.</param>
/// <param name="Name">The silo's name; for a process without a silo, its service name.</param>
/// <param name="Address">The silo's address; for a process without a silo, where it listens.</param>
/// <param name="State">joining, active or shutting_down.</param>
/// <param name="ViewVersion">The version of the newest view of the cluster that it knows.</param>
/// <param name="Silos">How many silos of that view are active.</param>
/// <param name="Activations">How many activations of each grain kind there are in this process.</param>
public sealed record StatusResponse(
    string Role, string Name, string Address, string State, long ViewVersion, int Silos, IReadOnlyDictionary<string, int> Activations)
{
    /// <summary>As the API says it.</summary>
    public static StatusResponse Of(ProcessStatus status) =>
        new(status.Role, status.Name, status.Address, status.State, status.ViewVersion, status.Silos, status.Activations);
}

/// <summary>A JSON Web Key Set (RFC 7517 5).</summary>
/// <param name="Keys">The keys whose tokens may still be good, newest first.</param>
public sealed record JwksResponse(IReadOnlyList<JwkResponse> Keys);

/// <summary>An elliptic curve public key (RFC 7518 6.2.1).</summary>
/// <param name="Kty">EC.</param>
/// <param name="Use">sig.</param>
/// <param name="Alg">ES256.</param>
/// <param name="Crv">P-256.</param>
/// <param name="Kid">The id that tokens name.</param>
/// <param name="X">The x coordinate.</param>
/// <param name="Y">The y coordinate.</param>
public sealed record JwkResponse(string Kty, string Use, string Alg, string Crv, string Kid, string X, string Y);
