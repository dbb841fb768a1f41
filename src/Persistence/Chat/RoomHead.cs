namespace Nusaloka.Persistence.Chat;

/// <summary>What a room's row says that changes with its events.</summary>
/// <param name="Version">Grows by one with each write; the fence.</param>
/// <param name="LastSeq">The number of the last event.</param>
/// <param name="MessageCount">How many messages were sent.</param>
/// <param name="LastMessageSeq">The number of the last message; 0 when there is none.</param>
/// <param name="ActiveAt">When it was sent, or the room was opened.</param>
/// <param name="Title">The room's name.</param>
public sealed record RoomHead(long Version, long LastSeq, long MessageCount, long LastMessageSeq, DateTimeOffset ActiveAt, string Title);
