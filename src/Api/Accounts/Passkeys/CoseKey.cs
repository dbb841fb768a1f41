using System.Formats.Cbor;
using System.Security.Cryptography;

namespace Nusaloka.Api.Accounts.Passkeys;

/// <summary>
/// A public key as COSE_Key (RFC 9052, 9053, 8230) of a kind that we offer, whose type, curve and algorithm agree as WebAuthn 5.8.5
/// demands. The framework's handler takes any key with any algorithm that it knows.
/// </summary>
internal sealed class CoseKey : IDisposable
{
    public const int TypeLabel = 1;
    public const int AlgorithmLabel = 3;
    public const int CurveLabel = -1;
    public const int XLabel = -2;
    public const int YLabel = -3;
    public const int EllipticCurveType = 2;
    public const int P256 = 1;
    public const int Es256 = -7;

    private const int RsaType = 3;
    private const int ModulusLabel = -1;
    private const int ExponentLabel = -2;
    private const int Es384 = -35;
    private const int Es512 = -36;
    private const int Rs256 = -257;
    private const int MinModulusBits = 2048;
    private const int MaxModulusBits = 8192;

    private readonly AsymmetricAlgorithm _key;

    private CoseKey(int algorithm, AsymmetricAlgorithm key) => (Algorithm, _key) = (algorithm, key);

    /// <summary>The COSE algorithm.</summary>
    public int Algorithm { get; }

    /// <summary>Whether browsers are offered keys of this algorithm: ES256, ES384, ES512, RS256.</summary>
    public static bool IsOffered(int algorithm) => algorithm is Es256 or Es384 or Es512 or Rs256;

    /// <summary>The key in exactly these bytes.</summary>
    /// <exception cref="CborContentException">They are no COSE_Key, or its parts do not agree.</exception>
    /// <exception cref="CryptographicException">The numbers are no key.</exception>
    public static CoseKey Read(ReadOnlyMemory<byte> cose)
    {
        var numbers = new Dictionary<int, int>();
        var bytes = new Dictionary<int, byte[]>();
        var reader = new CborReader(cose, CborConformanceMode.Ctap2Canonical);
        for (var count = reader.ReadStartMap(); count > 0; count--)
        {
            var label = reader.ReadInt32();
            if (reader.PeekState() == CborReaderState.ByteString)
                bytes.Add(label, reader.ReadByteString());
            else
                numbers.Add(label, reader.ReadInt32());
        }

        reader.ReadEndMap();
        if (reader.BytesRemaining != 0)
            throw new CborContentException("Something follows the key.");
        return numbers.GetValueOrDefault(TypeLabel) switch
        {
            EllipticCurveType => EllipticCurve(numbers, bytes),
            RsaType => Rsa(numbers, bytes),
            var type => throw new CborContentException($"Keys of type {type} are not offered."),
        };
    }

    /// <summary>Whether the signature over the data, as WebAuthn 6.5.5 encodes it, is of this key.</summary>
    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => Verifies(Algorithm, _key, data, signature);

    /// <summary>Whether a signature by an algorithm is of a key; false when the two do not fit.</summary>
    public static bool Verifies(int algorithm, AsymmetricAlgorithm key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => (key, algorithm) switch
    {
        (ECDsa curve, Es256 or Es384 or Es512) => curve.VerifyData(data, signature, HashOf(algorithm), DSASignatureFormat.Rfc3279DerSequence),
        (RSA rsa, Rs256) => rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        _ => false,
    };

    public void Dispose() => _key.Dispose();

    private static HashAlgorithmName HashOf(int algorithm) => algorithm switch
    {
        Es384 => HashAlgorithmName.SHA384,
        Es512 => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.SHA256,
    };

    private static CoseKey EllipticCurve(Dictionary<int, int> numbers, Dictionary<int, byte[]> bytes)
    {
        var algorithm = numbers.GetValueOrDefault(AlgorithmLabel);
        var (curve, length) = (algorithm, numbers.GetValueOrDefault(CurveLabel)) switch
        {
            (Es256, P256) => (ECCurve.NamedCurves.nistP256, 32),
            (Es384, 2) => (ECCurve.NamedCurves.nistP384, 48),
            (Es512, 3) => (ECCurve.NamedCurves.nistP521, 66),
            var (_, other) => throw new CborContentException($"Algorithm {algorithm} does not go with curve {other}."),
        };
        if (numbers.Count != 3 || bytes.Count != 2 || bytes.GetValueOrDefault(XLabel) is not { } x || bytes.GetValueOrDefault(YLabel) is not { } y
            || x.Length != length || y.Length != length)
        {
            throw new CborContentException("The key is no whole point, or there is more than a point.");
        }

        return new CoseKey(algorithm, ECDsa.Create(new ECParameters { Curve = curve, Q = new ECPoint { X = x, Y = y } }));
    }

    private static CoseKey Rsa(Dictionary<int, int> numbers, Dictionary<int, byte[]> bytes)
    {
        if (numbers.GetValueOrDefault(AlgorithmLabel) != Rs256 || numbers.Count != 2 || bytes.Count != 2
            || bytes.GetValueOrDefault(ModulusLabel) is not { } modulus || bytes.GetValueOrDefault(ExponentLabel) is not { } exponent
            || modulus.Length > MaxModulusBits / 8 || exponent is not [1, 0, 1])
        {
            throw new CborContentException("The key is no RSA key for RS256 with the exponent 65537.");
        }

        var rsa = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent });
        if (rsa.KeySize >= MinModulusBits)
            return new CoseKey(Rs256, rsa);

        rsa.Dispose();
        throw new CborContentException($"An RSA key has at least {MinModulusBits} bits.");
    }
}
