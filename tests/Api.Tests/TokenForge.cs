using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Programs;

namespace Nusaloka.Api.Tests;

/// <summary>Makes tokens, good and bad, signed with a key that the API under test trusts.</summary>
public sealed class TokenForge : IDisposable
{
    public const string KeyId = "test-key";

    public const string SessionId = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4f";

    public const string Program = "some-program";

    public const string ProgramVersion = "forged";

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public PublicKey PublicKey => PublicKeyOf(KeyId, Key);

    public static PublicKey PublicKeyOf(string keyId, ECDsa key)
    {
        var point = key.ExportParameters(false).Q;
        return new PublicKey(keyId, Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
    }

    public static Dictionary<string, object> Header(string type = TokenProfile.PersonType) =>
        new(StringComparer.Ordinal) { ["alg"] = "ES256", ["typ"] = type, ["kid"] = KeyId };

    public static Dictionary<string, object> Claims(string subject = "somebody", string role = "user", DateTimeOffset? now = null)
    {
        var seconds = (now ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds();
        return new(StringComparer.Ordinal)
        {
            ["iss"] = TokenProfile.DefaultIssuer,
            ["aud"] = TokenProfile.Audience,
            ["sub"] = subject,
            ["role"] = role,
            ["iat"] = seconds,
            ["nbf"] = seconds,
            ["exp"] = seconds + 900,
            ["jti"] = "0",
            ["sid"] = SessionId,
            ["auth_time"] = seconds,
        };
    }

    public string Person(string subject = "somebody", string role = "user") => Sign(Header(), Claims(subject, role));

    /// <summary>A program that may do everything that programs may, or what the scopes say.</summary>
    public string Service(string subject = Program, string? scopes = null) => Sign(Header(TokenProfile.ServiceType), ProgramClaims(subject, scopes));

    public static Dictionary<string, object> ProgramClaims(string subject = Program, string? scopes = null)
    {
        var claims = Claims(subject, "service");
        claims["scope"] = scopes ?? string.Join(' ', ProgramScopes.All);
        claims["ver"] = ProgramVersion;
        return claims;
    }

    public string Sign(Dictionary<string, object> header, Dictionary<string, object> claims) =>
        Sign(JsonSerializer.Serialize(header), JsonSerializer.Serialize(claims));

    public string Sign(string headerJson, string claimsJson)
    {
        var signed = Encode(headerJson) + "." + Encode(claimsJson);
        var signature = Key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return signed + "." + Base64Url.EncodeToString(signature);
    }

    public static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    public void Dispose() => Key.Dispose();
}
