using System.Collections.Immutable;

namespace Nusaloka.Accounts;

/// <summary>The key pairs that sign access tokens. One grain; key: <see cref="Key"/>.</summary>
[Alias("nusaloka.ISigningKeysGrain")]
public interface ISigningKeysGrain : IGrainWithStringKey
{
    /// <summary>The key of the only instance.</summary>
    const string Key = "access";

    /// <summary>
    /// All keys whose tokens may still be good, and the one that will sign next, newest first. Makes the first one when there is none,
    /// and the next one when the newest has become old: so keys rotate as long as somebody verifies.
    /// </summary>
    [Alias("GetPublicKeys")]
    Task<PublicKeys> GetPublicKeysAsync(CancellationToken cancellationToken = default);

    /// <summary>The key that signs, its private part wrapped with the master key, which only silos have.</summary>
    [Alias("GetSigningKey")]
    Task<WrappedSigningKey> GetSigningKeyAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// For emergencies: a new key signs at once and all others are dropped, with all access tokens that they signed. Sessions go on by their
    /// refresh tokens. Repeating it with the same order does nothing.
    /// </summary>
    [Alias("Replace")]
    Task ReplaceAsync(string orderId, CancellationToken cancellationToken = default);
}

/// <summary>A set of public keys.</summary>
/// <param name="Keys">The keys.</param>
/// <param name="Version">Grows when keys are dropped before their time: whoever keeps keys or verified tokens must forget them.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.PublicKeys")]
public sealed record PublicKeys(
    [property: Id(0)] ImmutableArray<PublicKey> Keys,
    [property: Id(1)] long Version = 0);

/// <summary>An elliptic curve public key on P-256 (RFC 7518 6.2.1).</summary>
/// <param name="KeyId">The <c>kid</c>.</param>
/// <param name="X">The x coordinate: base64url without padding, of 32 bytes.</param>
/// <param name="Y">The y coordinate, likewise.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.PublicKey")]
public sealed record PublicKey(
    [property: Id(0)] string KeyId,
    [property: Id(1)] string X,
    [property: Id(2)] string Y);

/// <summary>A private key that is useless without the master key.</summary>
/// <param name="KeyId">The <c>kid</c>.</param>
/// <param name="Wrapped">Base64 of nonce (12 bytes), tag (16 bytes) and AES-256-GCM ciphertext of the PKCS#8 bytes.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.WrappedSigningKey")]
public sealed record WrappedSigningKey(
    [property: Id(0)] string KeyId,
    [property: Id(1)] string Wrapped)
{
    /// <summary>For logs: without the key.</summary>
    public override string ToString() => $"{nameof(WrappedSigningKey)} {{ KeyId = {KeyId} }}";
}
