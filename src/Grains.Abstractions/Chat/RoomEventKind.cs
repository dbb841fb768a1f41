namespace Nusaloka.Chat;

/// <summary>What has happened in a room. The numbers are stored.</summary>
[GenerateSerializer, Alias("nusaloka.RoomEventKind")]
public enum RoomEventKind
{
    /// <summary>A message was sent.</summary>
    Message = 1,

    /// <summary>A message says something else now.</summary>
    Edited = 2,

    /// <summary>A message was deleted or hidden.</summary>
    Removed = 3,

    /// <summary>Somebody reacted to a message.</summary>
    ReactionAdded = 4,

    /// <summary>Somebody took a reaction back.</summary>
    ReactionRemoved = 5,

    /// <summary>Somebody joined, left, got another role, or was muted.</summary>
    Member = 6,

    /// <summary>The room has another name.</summary>
    Renamed = 7,
}
