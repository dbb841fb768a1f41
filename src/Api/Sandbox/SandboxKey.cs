using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Nusaloka.Api.Sandbox;

/// <summary>The key of who may ask the sandbox gateway for payments: the user of Basic authentication, without a password.</summary>
public sealed class SandboxKey(string key)
{
    private readonly byte[] _hash = HashOf(Encoding.UTF8.GetBytes(key + ":"));

    /// <summary>Whether a request carries it. The time that it takes does not tell how much of it was right.</summary>
    public bool IsIn(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
        && header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
        && TryDecode(header.Parameter, out var given)
        && CryptographicOperations.FixedTimeEquals(HashOf(given), _hash);

    private static bool TryDecode(string? parameter, out byte[] given)
    {
        var buffer = new byte[parameter?.Length ?? 0];
        var decoded = Convert.TryFromBase64String(parameter ?? "", buffer, out var length);
        given = buffer[..length];
        return decoded;
    }

    private static byte[] HashOf(byte[] text) => SHA256.HashData(text);
}
