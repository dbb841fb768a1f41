namespace Nusaloka.Persistence.Outbox;

/// <summary>An event that failed every attempt.</summary>
/// <param name="EventId">Its id; the key to replay it.</param>
/// <param name="Type">Event type.</param>
/// <param name="SourceKind">Kind of the state that it is about.</param>
/// <param name="SourceId">Key of that state.</param>
/// <param name="SourceVersion">The version that brought it.</param>
/// <param name="Attempts">Attempts that failed.</param>
/// <param name="LastError">Why the last one failed.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="DiedAt">When it was put aside.</param>
public sealed record DeadLetter(
    Guid EventId, string Type, string SourceKind, string SourceId, long SourceVersion,
    int Attempts, string? LastError, DateTimeOffset CreatedAt, DateTimeOffset DiedAt);
