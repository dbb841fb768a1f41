namespace Nusaloka.Persistence.Chat;

/// <summary>How far a member has read.</summary>
/// <param name="AccountId">The member.</param>
/// <param name="Seq">The last event that they have seen.</param>
/// <param name="Messages">How many messages the room had up to it.</param>
public sealed record ReadCursor(Guid AccountId, long Seq, long Messages);
