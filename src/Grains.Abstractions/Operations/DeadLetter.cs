namespace Nusaloka.Operations;

/// <summary>An event that failed every attempt to deliver it, and waits to be replayed.</summary>
/// <param name="EventId">Its id.</param>
/// <param name="Type">The event type, such as <c>account.registered</c>.</param>
/// <param name="SourceKind">The kind of the grain that it is about.</param>
/// <param name="SourceId">The key of that grain.</param>
/// <param name="Attempts">Attempts that failed.</param>
/// <param name="LastError">Why the last one failed.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="DiedAt">When it was put aside.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.DeadLetter")]
public sealed record DeadLetter(
    [property: Id(0)] Guid EventId,
    [property: Id(1)] string Type,
    [property: Id(2)] string SourceKind,
    [property: Id(3)] string SourceId,
    [property: Id(4)] int Attempts,
    [property: Id(5)] string? LastError,
    [property: Id(6)] DateTimeOffset CreatedAt,
    [property: Id(7)] DateTimeOffset DiedAt);
