using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Programs;

namespace Nusaloka.Grains.Accounts;

/// <summary>How silos sign tokens. Read from the root of the configuration.</summary>
public sealed class AuthenticationOptions : IValidatableObject
{
    /// <summary>The length of the master key, in bytes.</summary>
    public const int MasterKeyLength = 32;

    private const int MaxPrevious = 3;

    /// <summary>The <c>iss</c> of our tokens.</summary>
    [Required, Url]
    public string Issuer { get; set; } = TokenProfile.DefaultIssuer;

    /// <summary>How long an access token is good. Default 15 minutes; 1 minute to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    [ConfigurationKeyName("ACCESS_TOKEN_LIFETIME")]
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Base64 of 32 random bytes: wraps the private keys in the database. The same for all silos; how it is replaced: docs/reference/operations.md.</summary>
    [ConfigurationKeyName("MASTER_KEY")]
    public string MasterKey { get; set; } = "";

    /// <summary>
    /// Master keys from before, base64, the latest first, with ; between: what was written under them is read, and nothing is written under them any
    /// more. At most three; empty: there are none.
    /// </summary>
    [ConfigurationKeyName("MASTER_KEY_PREVIOUS")]
    public string PreviousMasterKeys { get; set; } = "";

    /// <summary>Programs that may sign in: client id to the SHA-256 of the secret in hex. The secret has at least 128 random bits.</summary>
    [ConfigurationKeyName("SERVICE_CLIENTS")]
    public Dictionary<string, string> ServiceClients { get; } = new(StringComparer.Ordinal);

    /// <summary>What programs may do: client id to <see cref="ProgramScopes"/> with a space between; <see cref="ProgramScopes.Default"/> where there is none.</summary>
    [ConfigurationKeyName("SERVICE_SCOPES")]
    public Dictionary<string, string> ServiceScopes { get; } = new(StringComparer.Ordinal);

    /// <summary>What a program may do, sorted, each once.</summary>
    public string ScopesOf(string clientId) => string.Join(' ', Words(ServiceScopes.GetValueOrDefault(clientId, ProgramScopes.Default))
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    /// <summary>The master keys: the one that is written under first, then those from before.</summary>
    internal ImmutableArray<byte[]> MasterKeys() =>
        [Convert.FromBase64String(MasterKey), .. Previous(PreviousMasterKeys).Select(Convert.FromBase64String)];

    /// <summary>A key for one purpose from each of <see cref="MasterKeys"/>, in their order (HKDF-SHA256, RFC 5869).</summary>
    /// <param name="purpose">Names the purpose; another for each.</param>
    internal ImmutableArray<byte[]> DeriveKeys(byte[] purpose) =>
        [.. MasterKeys().Select(key => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, SHA256.HashSizeInBytes, info: purpose))];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var key = new byte[MasterKeyLength];
        if (!Convert.TryFromBase64String(MasterKey ?? "", key, out var length) || length != MasterKeyLength)
        {
            yield return new ValidationResult(
                $"NUSALOKA_MASTER_KEY must be base64 of {MasterKeyLength} random bytes. Make one with: openssl rand -base64 {MasterKeyLength}",
                [nameof(MasterKey)]);
        }

        var previous = Previous(PreviousMasterKeys);
        if (previous.Length > MaxPrevious
            || previous.Any(one => !Convert.TryFromBase64String(one, key, out var previousLength) || previousLength != MasterKeyLength || one == MasterKey))
        {
            yield return new ValidationResult(
                $"NUSALOKA_MASTER_KEY_PREVIOUS must be at most {MaxPrevious} keys like NUSALOKA_MASTER_KEY, and not that one, with ; between.",
                [nameof(PreviousMasterKeys)]);
        }

        foreach (var (client, hash) in ServiceClients)
        {
            if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))
            {
                yield return new ValidationResult(
                    $"NUSALOKA_SERVICE_CLIENTS__{client} must be the SHA-256 of the secret: 64 hexadecimal digits.", [nameof(ServiceClients)]);
            }
        }

        foreach (var (client, scopes) in ServiceScopes)
        {
            if (!ServiceClients.ContainsKey(client))
                yield return new ValidationResult($"NUSALOKA_SERVICE_SCOPES__{client} is there, but NUSALOKA_SERVICE_CLIENTS__{client} is not.", [nameof(ServiceScopes)]);
            if (Words(scopes).FirstOrDefault(static word => !ProgramScopes.All.Contains(word)) is { } unknown)
            {
                yield return new ValidationResult(
                    $"NUSALOKA_SERVICE_SCOPES__{client} has '{unknown}'; there are only {string.Join(", ", ProgramScopes.All.Order(StringComparer.Ordinal))}.",
                    [nameof(ServiceScopes)]);
            }
        }
    }

    private static string[] Previous(string? keys) => (keys ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string[] Words(string? scopes) => (scopes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
