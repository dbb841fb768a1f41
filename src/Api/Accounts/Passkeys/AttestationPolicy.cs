using System.Formats.Asn1;
using System.Formats.Cbor;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Nusaloka.Api.Accounts.Passkeys;

/// <summary>
/// Which new passkeys we take, beyond what the framework's handler checks: a key whose parts agree, and an attestation statement that
/// holds. We ask for none; a packed one that comes all the same must be right, and other formats are not taken.
/// </summary>
internal static class AttestationPolicy
{
    private const byte EmptyMap = 0xA0;

    /// <summary>Whether the handler may go on. Called by it when it has checked client data, flags and algorithm.</summary>
    public static ValueTask<bool> AllowsAsync(PasskeyAttestationStatementVerificationContext context) =>
        ValueTask.FromResult(Allows(context.AttestationObject, context.ClientDataHash));

    private static bool Allows(ReadOnlyMemory<byte> attestationObject, ReadOnlyMemory<byte> clientDataHash)
    {
        try
        {
            var attested = AttestedData.Read(attestationObject);
            using var key = CoseKey.Read(attested.PublicKey());
            return attested.Format switch
            {
                "none" => attested.Statement.Span is [EmptyMap],
                "packed" => PackedStatement.Read(attested.Statement)
                    .Holds(attested, key, (byte[])[.. attested.AuthenticatorData.Span, .. clientDataHash.Span]),
                _ => false,
            };
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            return false;
        }
    }

    private static bool IsMalformed(Exception exception) => exception
        is CborContentException or CryptographicException or AsnContentException or InvalidOperationException or OverflowException or ArgumentException;
}
