using System.Numerics;
using System.Security.Cryptography;
using System.Formats.Asn1;

namespace Nusaloka.Api.Tests.Accounts.Passkeys;

/// <summary>ECDSA whose signatures are the same each time (RFC 6979), for signatures that are known in advance.</summary>
internal sealed class DeterministicEcdsa
{
    private static readonly Dictionary<int, (ECCurve Curve, HashAlgorithmName Hash, string Order)> Kinds = new()
    {
        [WebAuthnBytes.Es256] = (ECCurve.NamedCurves.nistP256, HashAlgorithmName.SHA256,
            "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
        [WebAuthnBytes.Es384] = (ECCurve.NamedCurves.nistP384, HashAlgorithmName.SHA384,
            "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973"),
        [WebAuthnBytes.Es512] = (ECCurve.NamedCurves.nistP521, HashAlgorithmName.SHA512,
            "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409"),
    };

    private readonly ECCurve _curve;
    private readonly HashAlgorithmName _hash;
    private readonly BigInteger _order;
    private readonly int _orderBits;
    private readonly BigInteger _private;

    public DeterministicEcdsa(int algorithm, byte[] privateKey)
    {
        (_curve, _hash, var order) = Kinds[algorithm];
        _order = Number(Convert.FromHexString(order));
        _orderBits = (int)_order.GetBitLength();
        _private = Number(privateKey);
        Point = PointOf(_private);
    }

    /// <summary>The public key.</summary>
    public ECPoint Point { get; }

    private int Length => (_orderBits + 7) / 8;

    /// <summary>The signature in DER.</summary>
    public byte[] Sign(byte[] data)
    {
        var digest = CryptographicOperations.HashData(_hash, data);
        var message = BitsToNumber(digest) % _order;
        foreach (var nonce in Nonces(digest))
        {
            var r = Number(PointOf(nonce).X!) % _order;
            var s = BigInteger.ModPow(nonce, _order - 2, _order) * (message + (r * _private)) % _order;
            if (!r.IsZero && !s.IsZero)
                return Der(r, s);
        }

        throw new InvalidOperationException("No nonce was good.");
    }

    /// <summary>RFC 6979 3.2.</summary>
    private IEnumerable<BigInteger> Nonces(byte[] digest)
    {
        byte[] seed = [.. Bytes(_private), .. Bytes(BitsToNumber(digest) % _order)];
        var v = Enumerable.Repeat((byte)1, digest.Length).ToArray();
        var k = new byte[digest.Length];
        k = Mac(k, [.. v, 0, .. seed]);
        v = Mac(k, v);
        k = Mac(k, [.. v, 1, .. seed]);
        v = Mac(k, v);
        while (true)
        {
            var t = new List<byte>();
            while (t.Count < Length)
            {
                v = Mac(k, v);
                t.AddRange(v);
            }

            var candidate = BitsToNumber([.. t]);
            if (!candidate.IsZero && candidate < _order)
                yield return candidate;
            k = Mac(k, [.. v, 0]);
            v = Mac(k, v);
        }
    }

    private ECPoint PointOf(BigInteger scalar)
    {
        using var key = ECDsa.Create(new ECParameters { Curve = _curve, D = Bytes(scalar) });
        return key.ExportParameters(includePrivateParameters: false).Q;
    }

    private byte[] Mac(byte[] key, byte[] data) => _hash.Name switch
    {
        "SHA256" => HMACSHA256.HashData(key, data),
        "SHA384" => HMACSHA384.HashData(key, data),
        _ => HMACSHA512.HashData(key, data),
    };

    private BigInteger BitsToNumber(byte[] bits) => Number(bits) >> Math.Max(0, (bits.Length * 8) - _orderBits);

    private byte[] Bytes(BigInteger number)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[Length - bytes.Length], .. bytes];
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Der(BigInteger r, BigInteger s)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(r);
            writer.WriteInteger(s);
        }

        return writer.Encode();
    }
}
