using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nusaloka.Api.Accounts.Passkeys;

/// <summary>A packed attestation statement (WebAuthn 8.2).</summary>
/// <param name="Algorithm">The COSE algorithm of the signature.</param>
/// <param name="Signature">Over authenticator data and the hash of the client data.</param>
/// <param name="Certificates">The attestation certificate and those above it; none when the credential's own key has signed.</param>
internal sealed record PackedStatement(int Algorithm, byte[] Signature, ImmutableArray<byte[]> Certificates)
{
    private const int MaxCertificates = 8;
    private const string AaguidExtension = "1.3.6.1.4.1.45724.1.1.4";
    private const string OrganizationalUnit = "2.5.4.11";
    private const string OrganizationalUnitValue = "Authenticator Attestation";

    // Country, organization, common name.
    private static readonly string[] SubjectParts = ["2.5.4.6", "2.5.4.10", "2.5.4.3"];

    /// <exception cref="CborContentException">It is no packed statement.</exception>
    public static PackedStatement Read(ReadOnlyMemory<byte> cbor)
    {
        var reader = new CborReader(cbor, CborConformanceMode.Strict);
        int? algorithm = null;
        byte[]? signature = null;
        ImmutableArray<byte[]> certificates = [];
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            switch (reader.ReadTextString())
            {
                case "alg": algorithm = reader.ReadInt32(); break;
                case "sig": signature = reader.ReadByteString(); break;
                case "x5c": certificates = ReadCertificates(reader); break;
                case var other: throw new CborContentException($"A packed statement has no {other}.");
            }
        }

        return algorithm is { } known && signature is not null
            ? new PackedStatement(known, signature, certificates)
            : throw new CborContentException("A packed statement has an algorithm and a signature.");
    }

    /// <summary>
    /// Whether the statement holds. Who has issued a certificate is not asked: we trust no maker of authenticators more than another,
    /// so a certified passkey is worth as much as one without.
    /// </summary>
    public bool Holds(AttestedData attested, CoseKey credentialKey, ReadOnlySpan<byte> signed)
    {
        if (Certificates.IsEmpty)
            return Algorithm == credentialKey.Algorithm && credentialKey.Verifies(signed, Signature);

        using var certificate = X509CertificateLoader.LoadCertificate(Certificates[0]);
        using AsymmetricAlgorithm? key = certificate.GetECDsaPublicKey() ?? (AsymmetricAlgorithm?)certificate.GetRSAPublicKey();
        return key is not null && CoseKey.Verifies(Algorithm, key, signed, Signature) && IsAttestationCertificate(certificate, attested.Aaguid);
    }

    private static ImmutableArray<byte[]> ReadCertificates(CborReader reader)
    {
        var certificates = ImmutableArray.CreateBuilder<byte[]>();
        reader.ReadStartArray();
        while (reader.PeekState() != CborReaderState.EndArray)
        {
            if (certificates.Count == MaxCertificates)
                throw new CborContentException($"A chain has at most {MaxCertificates} certificates.");
            certificates.Add(reader.ReadByteString());
        }

        reader.ReadEndArray();
        return certificates.Count > 0 ? certificates.ToImmutable() : throw new CborContentException("A chain has at least one certificate.");
    }

    /// <summary>WebAuthn 8.2.1.</summary>
    private static bool IsAttestationCertificate(X509Certificate2 certificate, ReadOnlySpan<byte> aaguid)
    {
        var subject = certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(static part => !part.HasMultipleElements)
            .ToLookup(static part => part.GetSingleElementType().Value, static part => part.GetSingleElementValue());
        var constraints = certificate.Extensions.OfType<X509BasicConstraintsExtension>().SingleOrDefault();
        return certificate.Version == 3
            && SubjectParts.All(part => subject[part].Any(static value => !string.IsNullOrEmpty(value)))
            && subject[OrganizationalUnit].Contains(OrganizationalUnitValue)
            && constraints is { CertificateAuthority: false }
            && (certificate.Extensions[AaguidExtension] is not { } named || IsOf(named, aaguid));
    }

    private static bool IsOf(X509Extension named, ReadOnlySpan<byte> aaguid) =>
        !named.Critical && AsnDecoder.ReadOctetString(named.RawData, AsnEncodingRules.DER, out var read).AsSpan().SequenceEqual(aaguid)
        && read == named.RawData.Length;
}
