namespace Nusaloka.Chat;

/// <summary>What can be wrong with what is asked of rooms.</summary>
public static class ChatErrors
{
    /// <summary>There is no such room, or the caller is no member of it.</summary>
    public static Error RoomNotFound { get; } = new("room_not_found", ErrorKind.NotFound, "There is no such room, or you are not a member of it.");

    /// <summary>There is no such message in the room.</summary>
    public static Error MessageNotFound { get; } = new("message_not_found", ErrorKind.NotFound, "There is no such message in the room.");

    /// <summary>The person is no member of the room.</summary>
    public static Error MemberNotFound { get; } = new("member_not_found", ErrorKind.NotFound, "The person is not a member of the room.");

    /// <summary>There is no such account.</summary>
    public static Error PersonNotFound { get; } = new("person_not_found", ErrorKind.NotFound, "There is no such person.");

    /// <summary>There is no such report.</summary>
    public static Error ReportNotFound { get; } = new("report_not_found", ErrorKind.NotFound, "There is no such report.");

    /// <summary>The member's role does not allow it.</summary>
    public static Error NotAllowed { get; } = new("room_role_forbids", ErrorKind.Forbidden, "Your role in this room does not allow it.");

    /// <summary>Rooms of this kind have no such thing.</summary>
    public static Error KindForbids { get; } = new("room_kind_forbids", ErrorKind.Conflict, "Rooms of this kind do not have that.");

    /// <summary>One of the two has blocked the other.</summary>
    public static Error Blocked { get; } = new("room_blocked", ErrorKind.Forbidden, "One of you has blocked the other.");

    /// <summary>The booking of the room is over.</summary>
    public static Error RoomClosed { get; } = new("room_closed", ErrorKind.Forbidden, "The room can be read, but nothing can be said in it any more.");

    /// <summary>There is a room with this id that is of another kind.</summary>
    public static Error RoomExists { get; } = new("room_exists", ErrorKind.Conflict, "There is another room with this id.");

    /// <summary>The message was removed, so it cannot be changed or answered.</summary>
    public static Error MessageRemoved { get; } = new("message_removed", ErrorKind.Conflict, "The message was removed.");

    /// <summary>Messages of the product cannot be changed.</summary>
    public static Error MessageFixed { get; } = new("message_not_editable", ErrorKind.Conflict, "This message can no longer be edited.");

    /// <summary>The message has as many different reactions as it can have.</summary>
    public static Error TooManyEmojis { get; } =
        new("too_many_reactions", ErrorKind.Conflict, $"The message has {ChatLimits.MaxEmojis} different reactions already.");

    /// <summary>The room is full.</summary>
    public static Error RoomFull { get; } = new("room_full", ErrorKind.Conflict, $"A room has at most {ChatLimits.MaxMembers} members.");

    /// <summary>Nobody has told staff of the message, which is none of theirs.</summary>
    public static Error ReportNeeded { get; } =
        new("report_needed", ErrorKind.Forbidden, "Staff may hide a message of a private room only when one of its members has reported it.");

    /// <summary>The report was decided before.</summary>
    public static Error ReportDecided { get; } = new("report_decided", ErrorKind.Conflict, "The report was decided already.");

    /// <summary>The member may not write until a time.</summary>
    public static Error Muted(TimeSpan left) =>
        new("member_muted", ErrorKind.Forbidden, "A moderator has muted you in this room.") { RetryAfter = left };

    /// <summary>The member writes too fast.</summary>
    public static Error TooFast(TimeSpan wait) =>
        new("chat_too_fast", ErrorKind.Limited, "You are writing too fast. Wait a moment.") { RetryAfter = wait };
}
