using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Programs;

namespace Nusaloka.Grains.Accounts;

/// <summary>Signs access tokens, see <see cref="TokenProfile"/>.</summary>
internal sealed class TokenIssuer(KeyWrap wrap, IOptions<AuthenticationOptions> options, TimeProvider time)
{
    /// <summary>A token for a person.</summary>
    public AccessToken IssueForPerson(WrappedSigningKey key, PersonToken person) => Issue(
        key, TokenProfile.PersonType, person.AccountId, person.Role,
        new(TokenProfile.SessionClaim, person.SessionId),
        new(TokenProfile.AuthenticatedAtClaim, person.AuthenticatedAt.ToUnixTimeSeconds()),
        new(TokenProfile.MethodsClaim, person.Methods));

    /// <summary>A token for a program.</summary>
    public AccessToken IssueForProgram(WrappedSigningKey key, ProgramStanding program) => Issue(
        key, TokenProfile.ServiceType, program.ClientId, Role.Service,
        new(TokenProfile.ScopeClaim, program.Scopes),
        new(TokenProfile.ProgramVersionClaim, program.Version));

    private AccessToken Issue(
        WrappedSigningKey key, string type, string subject, Role role, params ReadOnlySpan<KeyValuePair<string, object>> more)
    {
        var now = time.GetUtcNow();
        var lifetime = options.Value.AccessTokenLifetime;
        var header = new Dictionary<string, object> { ["alg"] = TokenProfile.Algorithm, ["typ"] = type, ["kid"] = key.KeyId };
        var claims = new Dictionary<string, object>
        {
            ["iss"] = options.Value.Issuer,
            ["aud"] = TokenProfile.Audience,
            ["sub"] = subject,
            [TokenProfile.RoleClaim] = role.ToString().ToLowerInvariant(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
            ["jti"] = Guid.CreateVersion7(now).ToString(),
        };
        foreach (var (name, value) in more)
            claims.Add(name, value);

        var signed = $"{Encode(header)}.{Encode(claims)}";
        return new AccessToken($"{signed}.{Base64Url.EncodeToString(Sign(key, signed))}", (int)lifetime.TotalSeconds);
    }

    private byte[] Sign(WrappedSigningKey key, string signed)
    {
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(wrap.Unwrap(key.KeyId, key.Wrapped), out _);
        return ecdsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static string Encode(Dictionary<string, object> part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
