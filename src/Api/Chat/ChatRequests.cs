using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Nusaloka.Chat;

namespace Nusaloka.Api.Chat;

/// <summary>Opens a room.</summary>
public sealed record OpenRoomRequest
{
    /// <summary>What it is for.</summary>
    [Description("What it is for.")]
    public required OpenedRoomKind Kind { get; init; }

    /// <summary>Who is in it beside oneself.</summary>
    [Description("Account ids: the one other of a direct room, the others of a group; none for support."), MaxLength(ChatLimits.MaxMembersAdded)]
    public IReadOnlyList<string> MemberIds { get; init; } = [];

    /// <summary>The name of a group.</summary>
    [Description("The name of a group."), MaxLength(ChatLimits.MaxTitleLength)]
    public string? Title { get; init; }
}

/// <summary>What a message says.</summary>
public abstract record MessageBody
{
    /// <summary>The text.</summary>
    [Description("The text; may be empty beside a picture, file or place."), MaxLength(ChatLimits.MaxTextLength)]
    public string Content { get; init; } = "";

    /// <summary>What it is.</summary>
    [Description("text, image, file or place. Without it: text.")]
    public MessageType Type { get; init; } = MessageType.Text;

    /// <summary>The picture or file.</summary>
    [Description("The id of the uploaded picture or file."), MaxLength(36)]
    public string? MediaId { get; init; }

    /// <summary>Where a place is.</summary>
    [Description("Where a place is: degrees north."), Range(-90.0, 90.0)]
    public double? Latitude { get; init; }

    /// <summary>Where a place is.</summary>
    [Description("Where a place is: degrees east."), Range(-180.0, 180.0)]
    public double? Longitude { get; init; }

    /// <summary>The message that it answers.</summary>
    [Description("The seq of the message that it answers."), Range(1L, long.MaxValue)]
    public long? ReplyTo { get; init; }

    /// <summary>The sender's name for it.</summary>
    [Description("Your name for the message: sending it again under the same name answers the first one. Without it the Idempotency-Key, if there is one."), MaxLength(ChatLimits.MaxClientMessageIdLength)]
    public string? ClientMsgId { get; init; }

    /// <summary>The same for grains.</summary>
    internal SendMessage ToCommand(string senderId, string? key) => new(
        senderId,
        new MessageContent(Type, Content, MediaId?.ToLowerInvariant(), Latitude is { } latitude && Longitude is { } longitude ? new GeoPlace(latitude, longitude) : null),
        ClientMsgId ?? key, ReplyTo);
}

/// <summary>Sends a message to a room.</summary>
public sealed record SendMessageRequest : MessageBody;

/// <summary>Sends a message to a conversation or a person.</summary>
public sealed record PostMessageRequest : MessageBody
{
    /// <summary>The conversation.</summary>
    [Description("The conversation; or recipient_id."), MaxLength(36)]
    public string? ConversationId { get; init; }

    /// <summary>Somebody to whom it is the first message, perhaps.</summary>
    [Description("The account id of a person, instead of a conversation: the direct room with them is opened."), MaxLength(36)]
    public string? RecipientId { get; init; }
}

/// <summary>Gives a message another text.</summary>
public sealed record EditMessageRequest
{
    /// <summary>The text.</summary>
    [Description("What the message says from now on."), MaxLength(ChatLimits.MaxTextLength)]
    public required string Content { get; init; }
}

/// <summary>Names a group.</summary>
public sealed record RenameRoomRequest
{
    /// <summary>The name.</summary>
    [Description("The name."), MinLength(1), MaxLength(ChatLimits.MaxTitleLength)]
    public required string Title { get; init; }
}

/// <summary>Says how far one has read.</summary>
public sealed record MarkReadRequest
{
    /// <summary>The last event that one has seen.</summary>
    [Description("The seq of the last message or event that you have seen; a smaller one than before changes nothing."), Range(0L, long.MaxValue)]
    public required long Seq { get; init; }
}

/// <summary>Changes what a room is for oneself; what is not there stays as it is.</summary>
public sealed record RoomSettingsRequest
{
    /// <summary>How long it is quiet.</summary>
    [Description("For so many seconds you want no notifications; 0 ends it."), Range(0L, 315_360_000L)]
    public long? QuietSeconds { get; init; }

    /// <summary>Whether the other is blocked.</summary>
    [Description("Whether you block the other person of a direct room.")]
    public bool? Blocked { get; init; }
}

/// <summary>Adds members to a group.</summary>
public sealed record AddMembersRequest
{
    /// <summary>Whom.</summary>
    [Description("Their account ids."), MinLength(1), MaxLength(ChatLimits.MaxMembersAdded)]
    public required IReadOnlyList<string> AccountIds { get; init; }
}

/// <summary>Changes what a member may do; what is not there stays as it is.</summary>
public sealed record ChangeMemberRequest
{
    /// <summary>The role.</summary>
    [Description("member, moderator or owner; owners of groups give roles.")]
    public RoomRole? Role { get; init; }

    /// <summary>How long they may not write.</summary>
    [Description("For so many seconds they may not write; 0 lets them write again."), Range(0L, 315_360_000L)]
    public long? MuteSeconds { get; init; }
}

/// <summary>Tells staff of a message.</summary>
public sealed record ReportMessageRequest
{
    /// <summary>What is wrong.</summary>
    [Description("What is wrong with it.")]
    public required ReportReason Reason { get; init; }

    /// <summary>More about it.</summary>
    [Description("What you have to say about it."), MaxLength(ChatLimits.MaxNoteLength)]
    public string Note { get; init; } = "";
}

/// <summary>Decides about a report.</summary>
public sealed record DecideReportRequest
{
    /// <summary>The decision.</summary>
    [Description("Whether the message is hidden from everybody.")]
    public required bool Hide { get; init; }

    /// <summary>Why.</summary>
    [Description("Why; kept with the report."), MinLength(1), MaxLength(ChatLimits.MaxNoteLength)]
    public required string Reason { get; init; }
}

/// <summary>Hides a message.</summary>
public sealed record HideMessageRequest
{
    /// <summary>Why.</summary>
    [Description("Why; kept on record."), MinLength(1), MaxLength(ChatLimits.MaxNoteLength)]
    public required string Reason { get; init; }
}
