using System.Security.Cryptography;
using System.Text;

namespace Nusaloka.Persistence.Outbox;

/// <summary>Event ids are made from what they identify, so that the same event has the same id wherever it is computed.</summary>
public static class OutboxEventId
{
    /// <summary>UUID version 8 (RFC 9562): the first 16 bytes of a SHA-256 over source, version and ordinal.</summary>
    public static Guid Of(string sourceKind, string sourceId, long sourceVersion, int sourceOrdinal)
    {
        // No separator can be confused with a part: kinds and ids hold no NUL, PostgreSQL refuses it in text.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{sourceKind}\0{sourceId}\0{sourceVersion}\0{sourceOrdinal}"));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
