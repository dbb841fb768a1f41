using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Immutable;
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
    /// <summary>Digits of a code, usually; see <see cref="CodeRules.DigitsOf"/>.</summary>
    public const int Digits = 6;

    private const int OriginBytes = 12;
    private const int AccountBytes = 16;
    private const int VersionBytes = 4;
    private const int RevertMacBytes = 16;

    private const int FlowIdBytes = 16;

    // What is made is made with the first; the others recognise what was made before the master key was replaced.
    private readonly ImmutableArray<byte[]> _keys = options.Value.DeriveKeys("nusaloka/verification-codes"u8.ToArray());

    /// <summary>A code: so many digits, all equally likely.</summary>
    public static string NewCode(int digits = Digits) => RandomNumberGenerator.GetString("0123456789", digits);

    /// <summary>What identifies the request for a code: 128 random bits, base64url.</summary>
    public static string NewFlowId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(FlowIdBytes));

    /// <summary>What is stored of a code; another for the same digits in any other place.</summary>
    public string Hash(CodePurpose purpose, string identifierKey, string flowId, string code) => HashUnder(_keys[0], purpose, identifierKey, flowId, code);

    /// <summary>The same as it may be among those that are stored, some of which may be older than the master key.</summary>
    public string HashAmong(IReadOnlyCollection<string> stored, CodePurpose purpose, string identifierKey, string flowId, string code) =>
        Known(key => HashUnder(key, purpose, identifierKey, flowId, code), stored);

    /// <summary>What is stored of where a code was asked for: it is compared, and says nothing.</summary>
    public string OriginOf(string identifierKey, string origin) => Origin(_keys[0], identifierKey, origin);

    /// <summary>The same as it may be among those that are stored.</summary>
    public string OriginAmong(IReadOnlyCollection<string> stored, string identifierKey, string origin) =>
        Known(key => Origin(key, identifierKey, origin), stored);

    /// <summary>What is stored of an address or number that an account has had a code sent to.</summary>
    public string RecipientOf(IReadOnlyCollection<string> stored, string accountId, string identifierKey) => OriginAmong(stored, accountId, identifierKey);

    /// <summary>The code by which who reads the old address takes a change back: account, its version, and a MAC of both; 48 letters.</summary>
    public string RevertToken(string accountId, long version)
    {
        Span<byte> token = stackalloc byte[AccountBytes + VersionBytes + RevertMacBytes];
        Guid.Parse(accountId).TryWriteBytes(token, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt32BigEndian(token[AccountBytes..], (uint)version);
        RevertMac(_keys[0], token[..(AccountBytes + VersionBytes)]).CopyTo(token[(AccountBytes + VersionBytes)..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Whose change a code takes back; null when it is none of ours.</summary>
    public (string AccountId, long Version)? ReadRevertToken(string token)
    {
        Span<byte> bytes = stackalloc byte[AccountBytes + VersionBytes + RevertMacBytes];
        if (!Base64Url.IsValid(token, out var length) || length != bytes.Length || !Base64Url.TryDecodeFromChars(token, bytes, out _)
            || !IsOurs(bytes))
        {
            return null;
        }

        return (new Guid(bytes[..AccountBytes], bigEndian: true).ToString(), BinaryPrimitives.ReadUInt32BigEndian(bytes[AccountBytes..]));
    }

    /// <summary>Encrypts a code for its way to whoever sends it.</summary>
    public string Seal(string flowId, string code) => wrap.Wrap("code:" + flowId, Encoding.ASCII.GetBytes(code));

    /// <summary>Decrypts a code.</summary>
    public string Open(string flowId, string sealedCode) => Encoding.ASCII.GetString(wrap.Unwrap("code:" + flowId, sealedCode));

    private bool IsOurs(ReadOnlySpan<byte> token)
    {
        foreach (var key in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(RevertMac(key, token[..(AccountBytes + VersionBytes)]), token[(AccountBytes + VersionBytes)..]))
                return true;
        }

        return false;
    }

    private string Known(Func<byte[], string> make, IReadOnlyCollection<string> stored) =>
        _keys.Skip(1).Select(make).FirstOrDefault(stored.Contains) ?? make(_keys[0]);

    private static string HashUnder(byte[] key, CodePurpose purpose, string identifierKey, string flowId, string code) =>
        Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}\n{identifierKey}\n{flowId}\n{code}")));

    private static string Origin(byte[] key, string identifierKey, string origin) =>
        Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"origin\n{identifierKey}\n{origin}")).AsSpan(0, OriginBytes));

    private static byte[] RevertMac(byte[] key, ReadOnlySpan<byte> what) => HMACSHA256.HashData(key, (byte[])[.. "revert\n"u8, .. what])[..RevertMacBytes];
}
