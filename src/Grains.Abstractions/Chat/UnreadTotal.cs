namespace Nusaloka.Chat;

/// <summary>How much somebody has not read.</summary>
/// <param name="Messages">Messages in all rooms.</param>
/// <param name="Rooms">Rooms with such messages.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.UnreadTotal")]
public sealed record UnreadTotal([property: Id(0)] long Messages, [property: Id(1)] long Rooms);
