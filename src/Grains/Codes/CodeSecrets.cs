using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Nusaloka.Grains.Accounts;
using Nusaloka.Codes;

namespace Nusaloka.Grains.Codes;

/// <summary>
/// Makes and recognises codes. What is stored is an HMAC under a key that is derived from the master key, which is not in the database: a
/// copy of the database does not help to find six digits, as any hash without a key would, however slow.
/// </summary>
internal sealed class CodeSecrets(IOptions<AuthenticationOptions> options, KeyWrap wrap)
{
    /// <summary>Digits of a code.</summary>
    public const int Digits = 6;

    private const int FlowIdBytes = 16;

    private readonly byte[] _key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Convert.FromBase64String(options.Value.MasterKey), SHA256.HashSizeInBytes, info: "nusaloka/verification-codes"u8.ToArray());

    /// <summary>A code: six digits, all equally likely.</summary>
    public static string NewCode() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>What identifies the request for a code: 128 random bits, base64url.</summary>
    public static string NewFlowId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(FlowIdBytes));

    /// <summary>What is stored of a code; another for the same digits in any other place.</summary>
    public string Hash(CodePurpose purpose, string identifierKey, string flowId, string code) =>
        Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{purpose}\n{identifierKey}\n{flowId}\n{code}")));

    /// <summary>Encrypts a code for its way to whoever sends it.</summary>
    public string Seal(string flowId, string code) => wrap.Wrap("code:" + flowId, Encoding.ASCII.GetBytes(code));

    /// <summary>Decrypts a code.</summary>
    public string Open(string flowId, string sealedCode) => Encoding.ASCII.GetString(wrap.Unwrap("code:" + flowId, sealedCode));
}
