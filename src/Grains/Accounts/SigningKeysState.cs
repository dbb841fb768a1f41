using System.Collections.Immutable;

namespace Nusaloka.Grains.Accounts;

/// <summary>The key pairs that sign access tokens, newest first.</summary>
public sealed record SigningKeysState
{
    /// <summary>The keys.</summary>
    public ImmutableArray<SigningKeyState> Keys { get; init; } = [];

    /// <summary>See <see cref="Nusaloka.Accounts.PublicKeys.Version"/>.</summary>
    public long Version { get; init; }

    /// <summary>The last order to replace all keys that was carried out.</summary>
    public string? LastOrder { get; init; }
}

/// <summary>One key pair.</summary>
/// <param name="KeyId">The <c>kid</c>: the JWK thumbprint of the public key (RFC 7638).</param>
/// <param name="X">The x coordinate, base64url.</param>
/// <param name="Y">The y coordinate, base64url.</param>
/// <param name="Wrapped">The private key, see <see cref="KeyWrap"/>.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="SignsFrom">From when on it signs.</param>
public sealed record SigningKeyState(
    string KeyId, string X, string Y, string Wrapped, DateTimeOffset CreatedAt, DateTimeOffset SignsFrom = default);
