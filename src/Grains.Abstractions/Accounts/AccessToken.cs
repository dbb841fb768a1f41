namespace Nusaloka.Accounts;

/// <summary>A signed token (JWT, ES256).</summary>
/// <param name="Value">The compact serialization.</param>
/// <param name="ExpiresInSeconds">Its lifetime from now.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.AccessToken")]
public sealed record AccessToken(
    [property: Id(0)] string Value,
    [property: Id(1)] int ExpiresInSeconds)
{
    /// <summary>For logs: without the token.</summary>
    public override string ToString() => $"{nameof(AccessToken)} {{ ExpiresInSeconds = {ExpiresInSeconds} }}";
}
