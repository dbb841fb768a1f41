namespace Nusaloka.Grains.Chat;

/// <summary>That something is unread in a room, for some of its members.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Title">What a group is called; null for what is called by who wrote.</param>
/// <param name="IsMention">Whether they are told that they were mentioned.</param>
/// <param name="Members">The members, each with the message.</param>
internal sealed record UnreadNotice(Guid RoomId, string? Title, bool IsMention, IReadOnlyList<UnreadMember> Members);
