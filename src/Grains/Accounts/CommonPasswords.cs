using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Nusaloka.Grains.Accounts;

/// <summary>
/// The 17,959 passwords of at least 8 characters that people choose most and that have leaked, as sorted beginnings of their SHA-256: 108 KB that are searched where
/// they lie. Made by ops/data/make-common-passwords.mjs. Another password is taken for one of them once in ten billion times.
/// </summary>
internal static class CommonPasswords
{
    private const int Prefix = 6;

    private static readonly byte[] Sorted = Load();

    /// <summary>How many there are.</summary>
    public static int Count => Sorted.Length / Prefix;

    /// <summary>Whether a password, normalized and in lower case, is one of them.</summary>
    public static bool Contains(string password)
    {
        var wanted = KeyOf(SHA256.HashData(Encoding.UTF8.GetBytes(password)));
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = KeyOf(Sorted.AsSpan(middle * Prefix, Prefix));
            if (found == wanted)
                return true;
            (low, high) = found < wanted ? (middle + 1, high) : (low, middle - 1);
        }

        return false;
    }

    private static ulong KeyOf(ReadOnlySpan<byte> hash) =>
        ((ulong)BinaryPrimitives.ReadUInt32BigEndian(hash) << 16) | BinaryPrimitives.ReadUInt16BigEndian(hash[4..]);

    private static byte[] Load()
    {
        const string name = "Accounts/common-passwords.bin";
        using var resource = typeof(CommonPasswords).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The embedded resource {name} is missing; Nusaloka.Grains.csproj embeds it.");
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
