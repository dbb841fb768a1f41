namespace Nusaloka.Persistence.Outbox;

/// <summary>One event as it is appended to the outbox.</summary>
/// <param name="SourceKind">Kind of the grain state or other row that the event is about.</param>
/// <param name="SourceId">Its key.</param>
/// <param name="SourceVersion">The version of the source that this event belongs to. Whoever appends must hold the source's row lock, so that versions commit in order.</param>
/// <param name="SourceOrdinal">Place among the events of that version, from 0.</param>
/// <param name="Type">Event type.</param>
/// <param name="Payload">Payload as UTF-8 JSON.</param>
/// <param name="TraceParent">W3C traceparent of what caused it.</param>
public sealed record OutboxRow(
    string SourceKind, string SourceId, long SourceVersion, int SourceOrdinal, string Type, byte[] Payload, string? TraceParent)
{
    /// <summary>Receivers dedupe by this id: the same source, version and ordinal have the same id.</summary>
    public Guid EventId { get; } = OutboxEventId.Of(SourceKind, SourceId, SourceVersion, SourceOrdinal);

    /// <summary>The partition whose grain delivers all events of this source.</summary>
    public short Partition { get; } = OutboxPartition.Of(SourceKind, SourceId);
}
