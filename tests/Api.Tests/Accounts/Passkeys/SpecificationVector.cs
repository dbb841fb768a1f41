using System.Numerics;
using System.Security.Cryptography;

namespace Nusaloka.Api.Tests.Accounts.Passkeys;

/// <summary>
/// A registration and a sign-in of WebAuthn Level 3, section 16, made from what the section says of how its values come about. Relying
/// party example.org, origin https://example.org.
/// </summary>
internal sealed class SpecificationVector
{
    public const string RelyingParty = "example.org";
    public const string Origin = "https://example.org";

    private const byte UserPresent = 0x01;
    private const byte BackupEligible = 0x08;
    private const byte Attested = 0x40;

    private readonly VectorRandom _random;
    private readonly bool _crossOrigin;
    private readonly string? _topOrigin;
    private readonly Func<byte[], byte[]> _sign;

    private SpecificationVector(string name)
    {
        Name = name;
        _random = new VectorRandom(name);
        _crossOrigin = name is "none.ES256.crossOrigin" or "none.ES256.topOrigin";
        _topOrigin = name == "none.ES256.topOrigin" ? "https://example.com" : null;
        var kind = name.Split('.')[1];
        CreationChallenge = _random.Next(kind == "ES512" ? 128 : 32);
        (PublicKey, _sign) = Key(kind);

        CreationClientData = ClientData("webauthn.create", CreationChallenge);
        var aaguid = _random.Next(16);
        CredentialId = _random.Next(name.EndsWith("long-credential-id", StringComparison.Ordinal) ? 1023 : 32);
        var flags = (byte)(Flags(_random.Next(1)[0], 0x1C) | UserPresent | Attested);
        AttestationData =
            [.. WebAuthnBytes.AuthenticatorData(RelyingParty, flags, 0), .. WebAuthnBytes.AttestedCredential(aaguid, CredentialId, PublicKey)];
        AttestationObject = WebAuthnBytes.AttestationObject(Format, Statement(), AttestationData);

        RequestChallenge = _random.Next(kind == "ES512" ? 128 : 32);
        RequestClientData = ClientData("webauthn.get", RequestChallenge);
        flags = (byte)(Flags((byte)((_random.Next(1)[0] & 0x14) | (flags & BackupEligible)), 0x1C) | UserPresent);
        AssertionData = WebAuthnBytes.AuthenticatorData(RelyingParty, flags, 0);
        Signature = _sign([.. AssertionData, .. SHA256.HashData(RequestClientData)]);
    }

    public string Name { get; }

    public string Format => Name.StartsWith("packed", StringComparison.Ordinal) ? "packed" : Name.Split('.')[0];

    public byte[] PublicKey { get; }

    public byte[] CredentialId { get; }

    public byte[] CreationChallenge { get; }

    public byte[] CreationClientData { get; }

    /// <summary>The authenticator data of the registration.</summary>
    public byte[] AttestationData { get; }

    public byte[] AttestationObject { get; }

    public byte[] RequestChallenge { get; }

    public byte[] RequestClientData { get; }

    /// <summary>The authenticator data of the sign-in.</summary>
    public byte[] AssertionData { get; }

    public byte[] Signature { get; }

    /// <summary>SHA-256 over all that a browser would send, one after the other.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(
        [.. CreationClientData, .. AttestationObject, .. AssertionData, .. RequestClientData, .. Signature]));

    public static SpecificationVector Of(string name) => new(name);

    private byte[] ClientData(string type, byte[] challenge)
    {
        var hasExtra = (_random.Next(1)[0] & 1) != 0;
        var extra = hasExtra
            ? "clientDataJSON may be extended with additional fields in the future, such as this: " + WebAuthnBytes.Text(_random.Next(16))
            : null;
        return WebAuthnBytes.ClientData(type, WebAuthnBytes.Text(challenge), Origin, _crossOrigin, _topOrigin, extra);
    }

    // Backed up only what may be.
    private static byte Flags(byte random, byte mask) =>
        (byte)((random & BackupEligible) != 0 ? random & mask : random & mask & ~0x18);

    private (byte[] PublicKey, Func<byte[], byte[]> Sign) Key(string kind)
    {
        switch (kind)
        {
            case "RS256":
                return MersenneRsa();
            // The framework has no Edwards curves. Any point does: these keys are refused for what they are.
            case "EdDSA":
                return (WebAuthnBytes.EdwardsKey(-8, 6, _random.Next(32)), static _ => new byte[64]);
            case "Ed448":
                return (WebAuthnBytes.EdwardsKey(-53, 7, _random.Next(57)), static _ => new byte[114]);
        }

        var (algorithm, curve, length) = kind switch
        {
            "ES384" => (WebAuthnBytes.Es384, 2, 48),
            "ES512" => (WebAuthnBytes.Es512, 3, 65),
            _ => (WebAuthnBytes.Es256, 1, 32),
        };
        var key = new DeterministicEcdsa(algorithm, _random.Next(length));
        return (WebAuthnBytes.EllipticCurveKey(algorithm, curve, key.Point.X!, key.Point.Y!), key.Sign);
    }

    private static (byte[] PublicKey, Func<byte[], byte[]> Sign) MersenneRsa()
    {
        BigInteger p = BigInteger.Pow(2, 1279) - 1, q = BigInteger.Pow(2, 2203) - 1, n = p * q;
        var modulus = n.ToByteArray(isUnsigned: true, isBigEndian: true);
        return (WebAuthnBytes.RsaKey(WebAuthnBytes.Rs256, modulus, [1, 0, 1]), Sign);

        // PKCS#1 version 1.5 by hand: the platform takes no key whose primes differ so much in size.
        byte[] Sign(byte[] data)
        {
            byte[] digestInfo = [.. Convert.FromHexString("3031300d060960864801650304020105000420"), .. SHA256.HashData(data)];
            byte[] padded = [0, 1, .. Enumerable.Repeat((byte)0xFF, modulus.Length - digestInfo.Length - 3), 0, .. digestInfo];
            var d = Inverse(65537, (p - 1) * (q - 1));
            var signature = BigInteger.ModPow(new BigInteger(padded, isUnsigned: true, isBigEndian: true), d, n)
                .ToByteArray(isUnsigned: true, isBigEndian: true);
            return [.. new byte[modulus.Length - signature.Length], .. signature];
        }
    }

    private static BigInteger Inverse(BigInteger number, BigInteger modulus)
    {
        BigInteger a = modulus, b = number, x = 0, y = 1;
        while (!b.IsZero)
            (a, b, x, y) = (b, a % b, y, x - (a / b * y));
        return x < 0 ? x + modulus : x;
    }

    private byte[] Statement()
    {
        byte[] signed = [.. AttestationData, .. SHA256.HashData(CreationClientData)];
        if (Name == "packed-self.ES256")
            return WebAuthnBytes.PackedStatement(WebAuthnBytes.Es256, _sign(signed));
        if (Format != "packed")
            return [0xA0];

        var key = new DeterministicEcdsa(WebAuthnBytes.Es256, _random.Next(32));
        var certificate = VectorCertificate.Issue(key, _random.Next(16));
        return WebAuthnBytes.PackedStatement(WebAuthnBytes.Es256, key.Sign(signed), certificate);
    }
}
