using System.Security.Cryptography;
using System.Text;

namespace Nusaloka;

/// <summary>Ids that are made from a name, so that whoever does the same thing again meets the same id.</summary>
public static class NameBasedId
{
    /// <summary>
    /// The UUID of a name: the first 128 bits of its SHA-256 (of the UTF-8), marked as version 8 (RFC 9562 5.8). The caller joins the
    /// parts of the name with a separator that none of them can hold.
    /// </summary>
    public static Guid Create(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
