using System.Buffers.Text;
using System.Text.Json;

namespace Nusaloka.Api.Accounts.Passkeys;

/// <summary>
/// What a browser sends as its authenticator's answer (WebAuthn 5.1, RegistrationResponseJSON and AuthenticationResponseJSON), looked over
/// before the framework's handler reads it: it takes the last of two members with one name, and passkeys with ids of any length.
/// </summary>
/// <param name="CredentialId">Base64url without padding.</param>
/// <param name="Json">For the handler.</param>
/// <param name="IsBackupEligible">The BE flag of an assertion.</param>
internal sealed record PresentedCredential(string CredentialId, string Json, bool IsBackupEligible)
{
    /// <summary>The most characters of JSON that are read; a long credential id and a chain of certificates need about 12,000.</summary>
    public const int MaxLength = 32_768;

    private const int MinCredentialIdBytes = 16;
    private const int MaxCredentialIdBytes = 1023;
    private const int MinAuthenticatorDataBytes = 37;
    private const int FlagsAt = 32;
    private const byte BackupEligible = 0x08;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>The answer to a registration; null when it is none.</summary>
    public static PresentedCredential? ReadAttestation(JsonElement credential) => Read(credential, "attestationObject") is { } read
        ? new PresentedCredential(read.Id, read.Json, IsBackupEligible: false)
        : null;

    /// <summary>The answer to a sign-in; null when it is none.</summary>
    public static PresentedCredential? ReadAssertion(JsonElement credential) =>
        Read(credential, "authenticatorData") is { Data: { Length: >= MinAuthenticatorDataBytes } data } read
            ? new PresentedCredential(read.Id, read.Json, (data[FlagsAt] & BackupEligible) != 0)
            : null;

    private static (string Id, string Json, byte[] Data)? Read(JsonElement credential, string dataMember)
    {
        var json = credential.GetRawText();
        if (json.Length > MaxLength)
            return null;

        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            var root = document.RootElement;
            var response = root.GetProperty("response");
            var id = root.GetProperty("id").GetString() ?? "";
            using var clientData = JsonDocument.Parse(Bytes(response, "clientDataJSON"), Strict);
            return IsCredentialId(id) && root.GetProperty("rawId").GetString() == id && clientData.RootElement.ValueKind == JsonValueKind.Object
                ? (id, json, Bytes(response, dataMember))
                : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether it is a length that authenticators make, in the one way to write it.</summary>
    private static bool IsCredentialId(string id) =>
        Base64Url.IsValid(id, out var length) && length is >= MinCredentialIdBytes and <= MaxCredentialIdBytes
        && Base64Url.EncodeToString(Base64Url.DecodeFromChars(id)) == id;

    private static byte[] Bytes(JsonElement response, string name) => Base64Url.DecodeFromChars(response.GetProperty(name).GetString());
}
