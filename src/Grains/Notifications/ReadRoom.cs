namespace Nusaloka.Grains.Notifications;

/// <summary>Somebody has read all of a room.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="RoomId">The room.</param>
/// <param name="UpTo">What told them of it and is newer is not read.</param>
internal sealed record ReadRoom(string AccountId, string RoomId, DateTimeOffset UpTo);
