using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Grains.Accounts;

namespace Nusaloka.Grains.Tests.Accounts;

/// <summary>Key material for tests.</summary>
internal static class Keys
{
    public static IOptions<AuthenticationOptions> Options(byte filler = 1) =>
        Microsoft.Extensions.Options.Options.Create(new AuthenticationOptions { MasterKey = MasterKey(filler) });

    public static string MasterKey(byte filler)
    {
        var key = new byte[AuthenticationOptions.MasterKeyLength];
        Array.Fill(key, filler);
        return Convert.ToBase64String(key);
    }

    public static byte[] Decode(string base64Url) => Base64Url.DecodeFromChars(base64Url);

    /// <summary>The public key that the keys grain answers, as a verifier builds it.</summary>
    public static ECDsa Verifier(PublicKey key) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Decode(key.X), Y = Decode(key.Y) },
    });
}
