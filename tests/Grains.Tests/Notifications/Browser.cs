using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Nusaloka.Grains.Notifications.WebPush;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>A browser that has subscribed to push messages: it reads them as RFC 8291 has it do.</summary>
internal sealed class Browser : IDisposable
{
    private const int SaltLength = 16;
    private const int KeyStart = 21;
    private const int HeaderLength = 86;
    private const int TagLength = 16;

    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    public byte[] PublicKey => WebPushMessage.ExportPublicKey(_key);

    public byte[] Auth { get; } = RandomNumberGenerator.GetBytes(16);

    public string P256dhText => Base64Url.EncodeToString(PublicKey);

    public string AuthText => Base64Url.EncodeToString(Auth);

    public byte[] Decrypt(byte[] body)
    {
        var (salt, serverKey, sealedText) = (body[..SaltLength], body[KeyStart..HeaderLength], body[HeaderLength..]);
        using var server = WebPushMessage.ImportPublicKey(serverKey);
        var input = HKDF.DeriveKey(
            HashAlgorithmName.SHA256, _key.DeriveRawSecretAgreement(server.PublicKey), 32, Auth, [.. "WebPush: info\0"u8, .. PublicKey, .. serverKey]);
        var contentKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 16, salt, Encoding.ASCII.GetBytes("Content-Encoding: aes128gcm\0"));
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 12, salt, Encoding.ASCII.GetBytes("Content-Encoding: nonce\0"));
        var plain = new byte[sealedText.Length - TagLength];
        using var aes = new AesGcm(contentKey, TagLength);
        aes.Decrypt(nonce, sealedText.AsSpan(0, plain.Length), sealedText.AsSpan(plain.Length), plain);
        Assert.Equal(2, plain[^1]);
        return plain[..^1];
    }

    public void Dispose() => _key.Dispose();
}
