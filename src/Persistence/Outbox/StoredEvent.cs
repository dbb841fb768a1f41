namespace Nusaloka.Persistence.Outbox;

/// <summary>An event as it stands in the outbox.</summary>
internal sealed record StoredEvent(EventKey Key, Guid EventId, string Type, byte[] Payload, string? TraceParent, DateTimeOffset CreatedAt, int Attempts)
{
    public EventContext Context(int attempt) =>
        new(EventId, Type, Key.SourceKind, Key.SourceId, Key.Version, CreatedAt, attempt);
}
