using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Nusaloka.Api.Tests.Accounts.Passkeys;

/// <summary>A browser with an authenticator that has one ES256 passkey, and lies when it is told to.</summary>
internal sealed class SoftAuthenticator : IDisposable
{
    public const string RelyingParty = "localhost";
    public const string Origin = "http://localhost:8080";

    private static readonly byte[] Aaguid = SHA256.HashData("a model"u8)[..16];

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public byte[] CredentialId { get; } = RandomNumberGenerator.GetBytes(32);

    public string CredentialName => WebAuthnBytes.Text(CredentialId);

    public byte[] PublicKey
    {
        get
        {
            var point = _key.ExportParameters(includePrivateParameters: false).Q;
            return WebAuthnBytes.EllipticCurveKey(WebAuthnBytes.Es256, 1, point.X!, point.Y!);
        }
    }

    /// <summary>What the passkey's own key signs, in DER.</summary>
    public byte[] Sign(byte[] data) => _key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>navigator.credentials.create(), as toJSON() writes it.</summary>
    public JsonObject Create(JsonNode publicKey, Func<AuthenticatorAnswer, AuthenticatorAnswer>? change = null)
    {
        var answer = Changed("webauthn.create", publicKey, change);
        var clientData = ClientData(answer);
        byte[] authenticatorData =
        [
            .. WebAuthnBytes.AuthenticatorData(answer.RelyingParty, (byte)(answer.Flags | AuthenticatorAnswer.Attested), answer.Counter),
            .. WebAuthnBytes.AttestedCredential(Aaguid, answer.CredentialId, answer.PublicKey), .. answer.Extensions,
        ];
        var statement = answer.Attest?.Invoke([.. authenticatorData, .. SHA256.HashData(clientData)]) ?? answer.Statement;
        var attestation = answer.AttestationObject(WebAuthnBytes.AttestationObject(answer.Format, statement, authenticatorData));
        return Credential(answer, new JsonObject
        {
            ["clientDataJSON"] = WebAuthnBytes.Text(clientData),
            ["attestationObject"] = WebAuthnBytes.Text(attestation),
            ["transports"] = new JsonArray("internal", "hybrid"),
        });
    }

    /// <summary>navigator.credentials.get(), as toJSON() writes it.</summary>
    public JsonObject Get(JsonNode publicKey, string? accountId, Func<AuthenticatorAnswer, AuthenticatorAnswer>? change = null)
    {
        var answer = Changed("webauthn.get", publicKey, one => (change ?? (static same => same))(one with { UserHandle = accountId }));
        var clientData = ClientData(answer);
        byte[] authenticatorData =
            [.. WebAuthnBytes.AuthenticatorData(answer.RelyingParty, answer.Flags, answer.Counter), .. answer.Extensions];
        var response = new JsonObject
        {
            ["clientDataJSON"] = WebAuthnBytes.Text(clientData),
            ["authenticatorData"] = WebAuthnBytes.Text(authenticatorData),
            ["signature"] = WebAuthnBytes.Text(answer.Signature(Sign([.. authenticatorData, .. SHA256.HashData(clientData)]))),
        };
        if (answer.UserHandle is { } handle)
            response["userHandle"] = WebAuthnBytes.Text(Encoding.UTF8.GetBytes(handle));
        return Credential(answer, response);
    }

    public void Dispose() => _key.Dispose();

    private AuthenticatorAnswer Changed(string type, JsonNode publicKey, Func<AuthenticatorAnswer, AuthenticatorAnswer>? change)
    {
        var answer = new AuthenticatorAnswer
        {
            Type = type,
            Challenge = publicKey.Text("challenge"),
            CredentialId = CredentialId,
            PublicKey = PublicKey,
        };
        return change?.Invoke(answer) ?? answer;
    }

    private static byte[] ClientData(AuthenticatorAnswer answer) => answer.ClientData(
        WebAuthnBytes.ClientData(answer.Type, answer.Challenge, answer.Origin, answer.CrossOrigin, answer.TopOrigin));

    private static JsonObject Credential(AuthenticatorAnswer answer, JsonObject response) => new()
    {
        ["id"] = WebAuthnBytes.Text(answer.CredentialId),
        ["rawId"] = WebAuthnBytes.Text(answer.CredentialId),
        ["type"] = "public-key",
        ["authenticatorAttachment"] = "platform",
        ["response"] = response,
        ["clientExtensionResults"] = new JsonObject(),
    };
}
