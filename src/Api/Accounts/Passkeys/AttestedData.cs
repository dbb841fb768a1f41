using System.Buffers.Binary;
using System.Formats.Cbor;

namespace Nusaloka.Api.Accounts.Passkeys;

/// <summary>What an attestation object says (WebAuthn 6.5), read strictly: each member once, nothing behind.</summary>
/// <param name="Format">The attestation statement's format.</param>
/// <param name="Statement">The statement, as CBOR.</param>
/// <param name="AuthenticatorData">What was signed.</param>
internal sealed record AttestedData(string Format, ReadOnlyMemory<byte> Statement, ReadOnlyMemory<byte> AuthenticatorData)
{
    private const int AaguidAt = 37;
    private const int AaguidLength = 16;
    private const int CredentialIdAt = AaguidAt + AaguidLength + sizeof(ushort);

    /// <summary>The authenticator's model.</summary>
    public ReadOnlySpan<byte> Aaguid => AuthenticatorData.Span.Slice(AaguidAt, AaguidLength);

    /// <exception cref="CborContentException">It is no attestation object.</exception>
    /// <exception cref="InvalidOperationException">Likewise.</exception>
    public static AttestedData Read(ReadOnlyMemory<byte> attestationObject)
    {
        var reader = new CborReader(attestationObject, CborConformanceMode.Strict);
        string? format = null;
        ReadOnlyMemory<byte>? statement = null, authenticatorData = null;
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            switch (reader.ReadTextString())
            {
                case "fmt": format = reader.ReadTextString(); break;
                case "attStmt": statement = reader.ReadEncodedValue(); break;
                case "authData": authenticatorData = reader.ReadByteString(); break;
                default: reader.SkipValue(); break;
            }
        }

        reader.ReadEndMap();
        if (reader.BytesRemaining != 0 || format is null || statement is null || authenticatorData is not { Length: > CredentialIdAt })
            throw new CborContentException("The attestation object is not whole, or something follows it.");
        return new AttestedData(format, statement.Value, authenticatorData.Value);
    }

    /// <summary>The credential's public key, as COSE_Key.</summary>
    public ReadOnlyMemory<byte> PublicKey()
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(AuthenticatorData.Span[(AaguidAt + AaguidLength)..]);
        return new CborReader(AuthenticatorData[(CredentialIdAt + length)..], CborConformanceMode.Lax, allowMultipleRootLevelValues: true).ReadEncodedValue();
    }
}
