namespace Nusaloka.Persistence.Outbox;

/// <summary>Event ids are made from what they identify, so that the same event has the same id wherever it is computed.</summary>
public static class OutboxEventId
{
    /// <summary>UUID version 8 (RFC 9562): the first 16 bytes of a SHA-256 over source, version and ordinal.</summary>
    public static Guid Of(string sourceKind, string sourceId, long sourceVersion, int sourceOrdinal) =>
        // No separator can be confused with a part: kinds and ids hold no NUL, PostgreSQL refuses it in text.
        NameBasedId.Create($"{sourceKind}\0{sourceId}\0{sourceVersion}\0{sourceOrdinal}");
}
