namespace Nusaloka.Api.Operations;

/// <summary>How the process is.</summary>
/// <param name="Status">ok.</param>
/// <param name="Service">Which process.</param>
/// <param name="Version">Which build.</param>
public sealed record HealthResponse(string Status, string Service, string Version)
{
    /// <summary>The name of this process.</summary>
    public const string ServiceName = "nusaloka-api";

    /// <summary>The health of this process.</summary>
    public HealthResponse(string status)
        : this(status, ServiceName, BuildInfo.Version)
    {
    }
}

/// <summary>Which build a process is.</summary>
/// <param name="Service">Which process.</param>
/// <param name="Version">The version.</param>
/// <param name="Commit">The commit it was built from; null when the build did not know.</param>
public sealed record VersionResponse(string Service, string Version, string? Commit);

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
