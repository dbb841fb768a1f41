using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Nusaloka.Accounts;

namespace Nusaloka.Api.Auth;

/// <summary>
/// Verifies access tokens of <see cref="TokenProfile"/>: JWS compact serialization (RFC 7515), ES256 only, keys only from our
/// own key set. What a token says about its own key (jwk, jku, x5u, ...) is never looked at. Pure but for the clock.
/// </summary>
public sealed class TokenVerifier(SigningKeyCache keys, ApiOptions options, TimeProvider clock)
{
    private const int SignatureLength = 64;

    private static readonly JsonDocumentOptions StrictJson = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    private readonly TimeSpan _skew = TimeSpan.FromSeconds(options.ClockSkewSeconds);

    /// <summary>Verifies a token that must be of the given type.</summary>
    /// <returns>Whom it speaks for, or why it is refused.</returns>
    public async ValueTask<(TokenIdentity? Identity, TokenRefused Refused)> VerifyAsync(
        string token, string type, CancellationToken cancellationToken)
    {
        if (token.Length > TokenProfile.MaxLength || !TrySplit(token, out var header, out var payload, out var signature))
            return (null, TokenRefused.Malformed);
        if (!TryReadHeader(header, type, out var keyId, out var refused))
            return (null, refused);
        if (signature.Length != SignatureLength || IsZero(signature.AsSpan(0, 32)) || IsZero(signature.AsSpan(32)))
            return (null, TokenRefused.Signature);
        if (await keys.FindAsync(keyId, cancellationToken) is not { } key)
            return (null, TokenRefused.UnknownKey);

        var signed = Encoding.ASCII.GetBytes(token, 0, token.LastIndexOf('.'));
        return key.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
            ? ReadClaims(payload, type)
            : (null, TokenRefused.Signature);
    }

    private static bool TrySplit(string token, out byte[] header, out byte[] payload, out byte[] signature)
    {
        header = payload = signature = [];
        var parts = token.Split('.');
        return parts.Length == 3
            && TryDecode(parts[0], out header) && TryDecode(parts[1], out payload) && TryDecode(parts[2], out signature);
    }

    private static bool TryDecode(string part, out byte[] bytes)
    {
        bytes = [];
        // The decoder itself would skip white space and padding, which a compact serialization does not have.
        if (part.Length == 0 || !part.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') || !Base64Url.IsValid(part))
            return false;
        bytes = Base64Url.DecodeFromChars(part);
        return true;
    }

    private static bool TryReadHeader(byte[] json, string type, out string keyId, out TokenRefused refused)
    {
        keyId = "";
        refused = TokenRefused.Malformed;
        if (Parse(json) is not { } header)
            return false;

        refused = TokenRefused.Header;
        // "crit" names extensions that a verifier must understand; we have none (RFC 7515 4.1.11).
        if (Text(header, "alg") != TokenProfile.Algorithm || Text(header, "typ") != type || header.TryGetProperty("crit", out _))
            return false;
        keyId = Text(header, "kid") ?? "";
        return keyId.Length is > 0 and <= 128;
    }

    private (TokenIdentity? Identity, TokenRefused Refused) ReadClaims(byte[] json, string type)
    {
        if (Parse(json) is not { } claims)
            return (null, TokenRefused.Malformed);
        if (Text(claims, "iss") != options.Issuer || !HasAudience(claims)
            || Text(claims, "sub") is not { Length: > 0 and <= 200 } subject
            || RoleOf(claims, type) is not { } role
            || !TryGetTime(claims, "exp", out var expires) || expires is not { } expiresAt
            || !TryGetTime(claims, "nbf", out var notBefore) || !TryGetTime(claims, "iat", out _)
            || SessionOf(claims, type) is not { } session || ProgramOf(claims, type) is not var (scopes, version) || !TryGetTime(claims, TokenProfile.AuthenticatedAtClaim, out var authenticatedAt))
        {
            return (null, TokenRefused.Claims);
        }

        var now = clock.GetUtcNow();
        if (now >= expiresAt + _skew)
            return (null, TokenRefused.Expired);
        return notBefore is { } start && now < start - _skew
            ? (null, TokenRefused.NotYet)
            : (new TokenIdentity(subject, role, expiresAt + _skew, session, authenticatedAt?.ToUnixTimeSeconds() ?? 0, scopes, version), TokenRefused.No);
    }

    /// <summary>The object in the bytes; null when they are not exactly one JSON object without duplicates.</summary>
    private static JsonElement? Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, StrictJson);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement element, string name)
    {
        try
        {
            return element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return null;
        }
    }

    private static bool HasAudience(JsonElement claims)
    {
        if (!claims.TryGetProperty("aud", out var audience))
            return false;
        return audience.ValueKind == JsonValueKind.Array
            ? audience.EnumerateArray().Any(static one => one.ValueKind == JsonValueKind.String && one.ValueEquals(TokenProfile.Audience))
            : audience.ValueKind == JsonValueKind.String && audience.ValueEquals(TokenProfile.Audience);
    }

    // A person never has the role of a program, and a program has no other: the type of the token and the role must agree.
    private static Role? RoleOf(JsonElement claims, string type)
    {
        var name = Text(claims, TokenProfile.RoleClaim);
        foreach (var role in Enum.GetValues<Role>())
        {
            if (CallerClaims.NameOf(role) == name && role == Role.Service == (type == TokenProfile.ServiceType))
                return role;
        }

        return null;
    }

    // A person's token ends with its session, so it must name one; a program has none.
    private static string? SessionOf(JsonElement claims, string type) =>
        type == TokenProfile.ServiceType ? "" : Text(claims, TokenProfile.SessionClaim) is { Length: > 0 and <= 64 } session ? session : null;

    // A program's token dies with the version of the program, and may do what it says; a person's has neither.
    private static (string Scopes, string Version)? ProgramOf(JsonElement claims, string type)
    {
        if (type != TokenProfile.ServiceType)
            return ("", "");
        return Text(claims, TokenProfile.ScopeClaim) is { Length: <= 500 } scopes && Text(claims, TokenProfile.ProgramVersionClaim) is { Length: > 0 and <= 64 } version
            ? (scopes, version)
            : null;
    }

    /// <summary>False when the claim is there and is not a whole number of seconds that a date can hold.</summary>
    private static bool TryGetTime(JsonElement claims, string name, out DateTimeOffset? time)
    {
        time = null;
        if (!claims.TryGetProperty(name, out var value))
            return true;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var seconds) || seconds is < 0 or > 32_503_680_000)
            return false;
        time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }

    private static bool IsZero(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExcept((byte)0);
}
