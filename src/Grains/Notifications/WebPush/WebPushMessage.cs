using System.Security.Cryptography;
using System.Text;

namespace Nusaloka.Grains.Notifications.WebPush;

/// <summary>
/// Encrypts a push message for one browser: RFC 8291 (message encryption for Web Push) over RFC 8188 (aes128gcm), one record.
/// </summary>
internal static class WebPushMessage
{
    /// <summary>The longest message, in bytes: one record of 4,096 less header (86), padding delimiter (1) and tag (16).</summary>
    public const int MaxLength = RecordSize - HeaderLength - 1 - TagLength;

    private const int RecordSize = 4096;
    private const int SaltLength = 16;
    private const int KeyLength = 65;
    private const int HeaderLength = SaltLength + sizeof(uint) + 1 + KeyLength;
    private const int TagLength = 16;
    private const int CoordinateLength = 32;

    /// <summary>The body of the request, with a new key and a new salt.</summary>
    /// <param name="message">At most <see cref="MaxLength"/> bytes.</param>
    /// <param name="browserKey">The browser's public key (p256dh): 65 bytes, uncompressed.</param>
    /// <param name="authSecret">The browser's secret (auth): 16 bytes.</param>
    public static byte[] Encrypt(ReadOnlySpan<byte> message, ReadOnlySpan<byte> browserKey, ReadOnlySpan<byte> authSecret)
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Encrypt(message, browserKey, authSecret, key, RandomNumberGenerator.GetBytes(SaltLength));
    }

    /// <summary>The same with key and salt of the caller, for the test vector of RFC 8291.</summary>
    internal static byte[] Encrypt(
        ReadOnlySpan<byte> message, ReadOnlySpan<byte> browserKey, ReadOnlySpan<byte> authSecret, ECDiffieHellman key, byte[] salt)
    {
        if (message.Length > MaxLength)
            throw new ArgumentException($"The message has {message.Length} bytes; at most {MaxLength} fit into a push message.", nameof(message));

        var serverKey = ExportPublicKey(key);
        var (contentKey, nonce) = DeriveKeys(browserKey, authSecret, key, serverKey, salt);

        var body = new byte[HeaderLength + message.Length + 1 + TagLength];
        salt.CopyTo(body, 0);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(SaltLength), RecordSize);
        body[SaltLength + sizeof(uint)] = KeyLength;
        serverKey.CopyTo(body, SaltLength + sizeof(uint) + 1);

        // The delimiter 2 marks the last record (RFC 8188 2).
        var plain = new byte[message.Length + 1];
        message.CopyTo(plain);
        plain[^1] = 2;
        using var aes = new AesGcm(contentKey, TagLength);
        aes.Encrypt(nonce, plain, body.AsSpan(HeaderLength, plain.Length), body.AsSpan(HeaderLength + plain.Length));
        return body;
    }

    /// <summary>A public key of a browser.</summary>
    /// <exception cref="CryptographicException">It is no point of P-256.</exception>
    public static ECDiffieHellman ImportPublicKey(ReadOnlySpan<byte> key)
    {
        const byte uncompressed = 4;
        if (key.Length != KeyLength || key[0] != uncompressed)
            throw new CryptographicException($"A public key of P-256 has {KeyLength} bytes and begins with 4.");

        return ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = key.Slice(1, CoordinateLength).ToArray(), Y = key[(1 + CoordinateLength)..].ToArray() },
        });
    }

    /// <summary>A public key as 65 bytes, uncompressed.</summary>
    public static byte[] ExportPublicKey(ECDiffieHellman key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return [4, .. point.X ?? [], .. point.Y ?? []];
    }

    private static (byte[] ContentKey, byte[] Nonce) DeriveKeys(
        ReadOnlySpan<byte> browserKey, ReadOnlySpan<byte> authSecret, ECDiffieHellman key, byte[] serverKey, byte[] salt)
    {
        using var browser = ImportPublicKey(browserKey);
        var shared = key.DeriveRawSecretAgreement(browser.PublicKey);
        byte[] info = [.. "WebPush: info\0"u8, .. browserKey, .. serverKey];
        var input = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, outputLength: 32, authSecret.ToArray(), info);
        return (
            HKDF.DeriveKey(HashAlgorithmName.SHA256, input, outputLength: 16, salt, Encoding.ASCII.GetBytes("Content-Encoding: aes128gcm\0")),
            HKDF.DeriveKey(HashAlgorithmName.SHA256, input, outputLength: 12, salt, Encoding.ASCII.GetBytes("Content-Encoding: nonce\0")));
    }
}
