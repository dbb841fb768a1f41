using Nusaloka.Chat;

namespace Nusaloka.Persistence.Chat;

/// <summary>A member as they are after a write.</summary>
/// <param name="Member">The member.</param>
/// <param name="IsGone">Whether they are none any more.</param>
public sealed record MemberRow(RoomMember Member, bool IsGone = false);
