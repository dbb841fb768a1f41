using System.Security.Cryptography;
using System.Text;

namespace Nusaloka;

/// <summary>Ids that are made from a name, so that whoever does the same thing again meets the same id.</summary>
public static class NameBasedId
{
    private const int MaxOnStack = 512;

    /// <summary>
    /// The UUID of a name: the first 128 bits of its SHA-256 (of the UTF-8), marked as version 8 (RFC 9562 5.8). The caller joins the
    /// parts of the name with a separator that none of them can hold.
    /// </summary>
    public static Guid Create(string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var most = Encoding.UTF8.GetMaxByteCount(name.Length);
        var utf8 = most <= MaxOnStack ? stackalloc byte[MaxOnStack] : new byte[most];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(name, utf8)], hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
