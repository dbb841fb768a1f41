namespace Nusaloka.Persistence.Outbox;

/// <summary>What a handler knows about an event beside its payload.</summary>
/// <param name="EventId">The same for every delivery of the event: the receiver's key to do it once.</param>
/// <param name="Type">Event type.</param>
/// <param name="SourceKind">Kind of the state that the event is about.</param>
/// <param name="SourceId">Key of that state.</param>
/// <param name="SourceVersion">The version of the state that brought the event.</param>
/// <param name="CreatedAt">When it was written, by the database's clock.</param>
/// <param name="Attempt">1 for the first delivery.</param>
public sealed record EventContext(
    Guid EventId, string Type, string SourceKind, string SourceId, long SourceVersion, DateTimeOffset CreatedAt, int Attempt);
