using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Nusaloka.Grains.Accounts;

/// <summary>
/// Encrypts private keys for the database with AES-256-GCM under the master key; what was encrypted under one from before is read, too. Format:
/// nonce (12 bytes), tag (16 bytes), ciphertext, together in base64. The key id is authenticated with it, so that keys cannot be swapped.
/// </summary>
internal sealed class KeyWrap(IOptions<AuthenticationOptions> options)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly ImmutableArray<byte[]> _masterKeys = options.Value.MasterKeys();

    public string Wrap(string keyId, ReadOnlySpan<byte> secret)
    {
        var wrapped = new byte[NonceLength + TagLength + secret.Length];
        var nonce = wrapped.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_masterKeys[0], TagLength);
        aes.Encrypt(
            nonce, secret, wrapped.AsSpan(NonceLength + TagLength), wrapped.AsSpan(NonceLength, TagLength), Encoding.UTF8.GetBytes(keyId));
        return Convert.ToBase64String(wrapped);
    }

    /// <exception cref="CryptographicException">Another master key wrapped it, or it was changed.</exception>
    public byte[] Unwrap(string keyId, string wrapped)
    {
        var bytes = Parse(keyId, wrapped);
        AuthenticationTagMismatchException? mismatch = null;
        foreach (var key in _masterKeys)
        {
            try
            {
                return Decrypt(key, keyId, bytes);
            }
            catch (AuthenticationTagMismatchException exception)
            {
                mismatch = exception;
            }
        }

        throw new CryptographicException(
            $"Signing key '{keyId}' cannot be unwrapped: NUSALOKA_MASTER_KEY is not the one that it was stored with, nor is one of NUSALOKA_MASTER_KEY_PREVIOUS.",
            mismatch);
    }

    /// <summary>The same secret under the master key of now; null when it is already.</summary>
    /// <exception cref="CryptographicException">None of the keys wrapped it, or it was changed.</exception>
    public string? Rewrap(string keyId, string wrapped)
    {
        try
        {
            CryptographicOperations.ZeroMemory(Decrypt(_masterKeys[0], keyId, Parse(keyId, wrapped)));
            return null;
        }
        catch (AuthenticationTagMismatchException)
        {
            var secret = Unwrap(keyId, wrapped);
            try
            {
                return Wrap(keyId, secret);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(secret);
            }
        }
    }

    private static byte[] Parse(string keyId, string wrapped)
    {
        var bytes = Convert.FromBase64String(wrapped);
        return bytes.Length >= NonceLength + TagLength
            ? bytes
            : throw new CryptographicException($"Signing key '{keyId}' cannot be unwrapped: {bytes.Length} bytes are stored, fewer than a nonce and a tag.");
    }

    private static byte[] Decrypt(byte[] key, string keyId, byte[] bytes)
    {
        var secret = new byte[bytes.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(
            bytes.AsSpan(0, NonceLength), bytes.AsSpan(NonceLength + TagLength), bytes.AsSpan(NonceLength, TagLength), secret,
            Encoding.UTF8.GetBytes(keyId));
        return secret;
    }
}
