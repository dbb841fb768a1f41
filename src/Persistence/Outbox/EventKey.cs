namespace Nusaloka.Persistence.Outbox;

/// <summary>Identity of an event and its place among those of its source.</summary>
internal readonly record struct EventKey(string SourceKind, string SourceId, long Version, int Ordinal);
