using Nusaloka.Chat;

namespace Nusaloka.Grains.Chat;

/// <summary>A draft that is durable.</summary>
/// <param name="Events">Its events with their numbers.</param>
/// <param name="Replayed">Whether they had been written before.</param>
internal sealed record RoomCommit(IReadOnlyList<RoomEvent> Events, bool Replayed);
