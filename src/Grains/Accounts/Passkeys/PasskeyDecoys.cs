using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Nusaloka.Accounts.Passkeys;

namespace Nusaloka.Grains.Accounts.Passkeys;

/// <summary>
/// Passkeys for people who have none, made from their identifier with a key that only silos have: whoever asks again gets the same, and
/// nobody can tell them from real ones (WebAuthn 14.6.2).
/// </summary>
internal sealed class PasskeyDecoys(IOptions<AuthenticationOptions> options)
{
    // Lengths and transports as the common providers of passkeys have them.
    private static readonly (int Bytes, ImmutableArray<string> Transports)[] Kinds =
    [
        (16, ["hybrid", "internal"]), (16, ["hybrid", "internal"]), (16, ["internal", "hybrid"]),
        (20, ["internal", "hybrid"]), (20, ["internal", "hybrid"]), (32, ["internal"]), (32, ["internal"]), (48, ["usb"]),
    ];

    // The oldest key: as long as it is there the decoys stay as they are, or whoever compares knows which people are made up.
    private readonly byte[] _key = options.Value.DeriveKeys("passkey decoys"u8.ToArray())[^1];

    /// <summary>One passkey for most identifiers, two for some.</summary>
    public PasskeyCandidates For(string identifierKey)
    {
        var choice = Bytes(identifierKey, "choice", 32);
        var count = choice[0] < 64 ? 2 : 1;
        var passkeys = ImmutableArray.CreateBuilder<PasskeyDescriptor>(count);
        for (var i = 0; i < count; i++)
        {
            var (length, transports) = Kinds[choice[1 + i] % Kinds.Length];
            passkeys.Add(new PasskeyDescriptor(Base64Url.EncodeToString(Bytes(identifierKey, $"passkey {i}", length)), transports));
        }

        return new PasskeyCandidates(AccountId(identifierKey), passkeys.ToImmutable());
    }

    /// <summary>Looks like the id of an account, as it stands in what a browser keeps, and is none.</summary>
    public string AccountId(string identifierKey)
    {
        var bytes = Bytes(identifierKey, "account", 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private byte[] Bytes(string identifierKey, string what, int length)
    {
        // 48 bytes and less: two blocks are enough.
        var name = Encoding.UTF8.GetBytes($"{what}\n{identifierKey}");
        Span<byte> blocks = stackalloc byte[2 * HMACSHA256.HashSizeInBytes];
        for (var i = 0; i < 2; i++)
        {
            var numbered = new byte[sizeof(int) + name.Length];
            BinaryPrimitives.WriteInt32BigEndian(numbered, i);
            name.CopyTo(numbered, sizeof(int));
            HMACSHA256.HashData(_key, numbered, blocks[(i * HMACSHA256.HashSizeInBytes)..]);
        }

        return blocks[..length].ToArray();
    }
}
