using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Nusaloka.Grains.Notifications.WebPush;

/// <summary>What tells a push service who sends (RFC 8292): a JWT of ES256 for the service's origin, and our public key.</summary>
internal static class VapidToken
{
    // RFC 8292 2: at most 24 hours from now.
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>The value of the Authorization header.</summary>
    /// <param name="key">Our key.</param>
    /// <param name="endpoint">The subscription's address.</param>
    /// <param name="contact">mailto: or https:.</param>
    /// <param name="now">The time.</param>
    public static string Header(ECDsa key, Uri endpoint, string contact, DateTimeOffset now)
    {
        var claims = new Dictionary<string, object>
        {
            ["aud"] = endpoint.GetLeftPart(UriPartial.Authority),
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
            ["sub"] = contact,
        };
        var signed = Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8) + "." + Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims));
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return $"vapid t={signed}.{Base64Url.EncodeToString(signature)}, k={Base64Url.EncodeToString([4, .. point.X ?? [], .. point.Y ?? []])}";
    }
}
