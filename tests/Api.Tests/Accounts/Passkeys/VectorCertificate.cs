using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nusaloka.Api.Tests.Accounts.Passkeys;

/// <summary>The attestation certificates of the test vectors (WebAuthn 16.1): issued by one authority, signed without chance.</summary>
internal static class VectorCertificate
{
    private static readonly DateTimeOffset From = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(3024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A certificate for the key of an authenticator's model, with other names when a test wants it broken.</summary>
    public static byte[] Issue(
        DeterministicEcdsa key, byte[] serial, string unit = "Authenticator Attestation", bool isAuthority = false, byte[]? aaguid = null)
    {
        var authority = new DeterministicEcdsa(WebAuthnBytes.Es256, new VectorRandom("Attestation CA").Next(32));
        var request = new CertificateRequest(Name(unit), PublicKeyOf(key), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(PublicKeyOf(key), critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(
            new X509SubjectKeyIdentifierExtension(PublicKeyOf(authority), critical: false)));
        if (aaguid is not null)
            request.CertificateExtensions.Add(new X509Extension("1.3.6.1.4.1.45724.1.1.4", OctetString(aaguid), critical: false));
        using var certificate = request.Create(
            Name("Authenticator Attestation CA"), new Generator(authority), From, Until, [0, .. serial]);
        return certificate.RawData;
    }

    private static PublicKey PublicKeyOf(DeterministicEcdsa key)
    {
        using var ecdsa = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = key.Point });
        return new PublicKey(ecdsa);
    }

    private static X500DistinguishedName Name(string unit)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            Part("2.5.4.3", UniversalTagNumber.UTF8String, "WebAuthn test vectors");
            Part("2.5.4.10", UniversalTagNumber.UTF8String, "W3C");
            Part("2.5.4.11", UniversalTagNumber.UTF8String, unit);
            Part("2.5.4.6", UniversalTagNumber.PrintableString, "AA");
        }

        return new X500DistinguishedName(writer.Encode());

        void Part(string type, UniversalTagNumber encoding, string value)
        {
            using (writer.PushSetOf())
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(type);
                writer.WriteCharacterString(encoding, value);
            }
        }
    }

    private static byte[] OctetString(byte[] bytes)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(bytes);
        return writer.Encode();
    }

    private sealed class Generator(DeterministicEcdsa key) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm)
        {
            var writer = new AsnWriter(AsnEncodingRules.DER);
            using (writer.PushSequence())
                writer.WriteObjectIdentifier("1.2.840.10045.4.3.2");
            return writer.Encode();
        }

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.Sign(data);

        protected override PublicKey BuildPublicKey() => PublicKeyOf(key);
    }
}
