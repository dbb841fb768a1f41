using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Nusaloka.Grains.Accounts;

/// <summary>
/// Encrypts private keys for the database with AES-256-GCM under the master key. Format: nonce (12 bytes), tag (16 bytes),
/// ciphertext, together in base64. The key id is authenticated with it, so that keys cannot be swapped.
/// </summary>
internal sealed class KeyWrap(IOptions<AuthenticationOptions> options)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] _masterKey = Convert.FromBase64String(options.Value.MasterKey);

    public string Wrap(string keyId, ReadOnlySpan<byte> secret)
    {
        var wrapped = new byte[NonceLength + TagLength + secret.Length];
        var nonce = wrapped.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_masterKey, TagLength);
        aes.Encrypt(
            nonce, secret, wrapped.AsSpan(NonceLength + TagLength), wrapped.AsSpan(NonceLength, TagLength), Encoding.UTF8.GetBytes(keyId));
        return Convert.ToBase64String(wrapped);
    }

    /// <exception cref="CryptographicException">Another master key wrapped it, or it was changed.</exception>
    public byte[] Unwrap(string keyId, string wrapped)
    {
        var bytes = Convert.FromBase64String(wrapped);
        if (bytes.Length < NonceLength + TagLength)
            throw new CryptographicException($"Signing key '{keyId}' cannot be unwrapped: {bytes.Length} bytes are stored, fewer than a nonce and a tag.");

        var secret = new byte[bytes.Length - NonceLength - TagLength];
        using var aes = new AesGcm(_masterKey, TagLength);
        try
        {
            aes.Decrypt(
                bytes.AsSpan(0, NonceLength), bytes.AsSpan(NonceLength + TagLength), bytes.AsSpan(NonceLength, TagLength), secret,
                Encoding.UTF8.GetBytes(keyId));
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw new CryptographicException(
                $"Signing key '{keyId}' cannot be unwrapped: NUSALOKA_MASTER_KEY is not the one that it was stored with.", exception);
        }

        return secret;
    }
}
