using System.Formats.Cbor;
using System.Security.Cryptography;

namespace Nusaloka.Api.Accounts.Passkeys;

/// <summary>A public key whose private key was thrown away: what is signed for a passkey that is not there is checked against it.</summary>
internal static class NobodysKey
{
    /// <summary>The key as COSE_Key: EC2, ES256, P-256.</summary>
    public static byte[] Cose { get; } = Make();

    private static byte[] Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(5);
        writer.WriteInt32(CoseKey.TypeLabel);
        writer.WriteInt32(CoseKey.EllipticCurveType);
        writer.WriteInt32(CoseKey.AlgorithmLabel);
        writer.WriteInt32(CoseKey.Es256);
        writer.WriteInt32(CoseKey.CurveLabel);
        writer.WriteInt32(CoseKey.P256);
        writer.WriteInt32(CoseKey.XLabel);
        writer.WriteByteString(point.X.AsSpan());
        writer.WriteInt32(CoseKey.YLabel);
        writer.WriteByteString(point.Y.AsSpan());
        writer.WriteEndMap();
        return writer.Encode();
    }
}
