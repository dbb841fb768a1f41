using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;

namespace Nusaloka.Api.Tests.Accounts.Passkeys;

/// <summary>The structures that browsers and authenticators write (WebAuthn 5.8.1, 6.1, 6.5; RFC 9053).</summary>
internal static class WebAuthnBytes
{
    public const int Es256 = -7;
    public const int Es384 = -35;
    public const int Es512 = -36;
    public const int Rs256 = -257;

    public static string Text(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    public static byte[] ClientData(string type, string challenge, string origin, bool crossOrigin, string? topOrigin = null, string? extraData = null)
    {
        var json = new StringBuilder($$"""{"type":"{{type}}","challenge":"{{challenge}}","origin":"{{origin}}","crossOrigin":{{(crossOrigin ? "true" : "false")}}""");
        if (topOrigin is not null)
            json.Append($",\"topOrigin\":\"{topOrigin}\"");
        if (extraData is not null)
            json.Append($",\"extraData\":\"{extraData}\"");
        return Encoding.UTF8.GetBytes(json.Append('}').ToString());
    }

    /// <summary>Authenticator data without a credential.</summary>
    public static byte[] AuthenticatorData(string relyingParty, byte flags, uint counter)
    {
        var bytes = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes(relyingParty), bytes);
        bytes[32] = flags;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(33), counter);
        return bytes;
    }

    /// <summary>What of a new credential follows the authenticator data.</summary>
    public static byte[] AttestedCredential(ReadOnlySpan<byte> aaguid, ReadOnlySpan<byte> credentialId, ReadOnlySpan<byte> publicKey)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)credentialId.Length);
        return [.. aaguid, .. length, .. credentialId, .. publicKey];
    }

    public static byte[] EllipticCurveKey(int algorithm, int curve, byte[] x, byte[] y, int type = 2) => Map(
        (1, writer => writer.WriteInt32(type)), (3, writer => writer.WriteInt32(algorithm)), (-1, writer => writer.WriteInt32(curve)),
        (-2, writer => writer.WriteByteString(x)), (-3, writer => writer.WriteByteString(y)));

    public static byte[] RsaKey(int algorithm, byte[] modulus, byte[] exponent) => Map(
        (1, writer => writer.WriteInt32(3)), (3, writer => writer.WriteInt32(algorithm)),
        (-1, writer => writer.WriteByteString(modulus)), (-2, writer => writer.WriteByteString(exponent)));

    /// <summary>A key on an Edwards curve, which has one coordinate.</summary>
    public static byte[] EdwardsKey(int algorithm, int curve, byte[] x) => Map(
        (1, writer => writer.WriteInt32(1)), (3, writer => writer.WriteInt32(algorithm)), (-1, writer => writer.WriteInt32(curve)),
        (-2, writer => writer.WriteByteString(x)));

    public static byte[] AttestationObject(string format, byte[] statement, byte[] authenticatorData)
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(3);
        writer.WriteTextString("fmt");
        writer.WriteTextString(format);
        writer.WriteTextString("attStmt");
        writer.WriteEncodedValue(statement);
        writer.WriteTextString("authData");
        writer.WriteByteString(authenticatorData);
        writer.WriteEndMap();
        return writer.Encode();
    }

    public static byte[] PackedStatement(int algorithm, byte[] signature, params byte[][] certificates)
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(certificates.Length > 0 ? 3 : 2);
        writer.WriteTextString("alg");
        writer.WriteInt32(algorithm);
        writer.WriteTextString("sig");
        writer.WriteByteString(signature);
        if (certificates.Length > 0)
        {
            writer.WriteTextString("x5c");
            writer.WriteStartArray(certificates.Length);
            foreach (var certificate in certificates)
                writer.WriteByteString(certificate);
            writer.WriteEndArray();
        }

        writer.WriteEndMap();
        return writer.Encode();
    }

    private static byte[] Map(params (int Label, Action<CborWriter> Write)[] entries)
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(entries.Length);
        foreach (var (label, write) in entries)
        {
            writer.WriteInt32(label);
            write(writer);
        }

        writer.WriteEndMap();
        return writer.Encode();
    }
}
