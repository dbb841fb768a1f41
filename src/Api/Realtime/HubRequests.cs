using System.ComponentModel.DataAnnotations;
using Nusaloka.Api.Chat;
using Nusaloka.Chat;

namespace Nusaloka.Api.Realtime;

/// <summary>Names a room.</summary>
public record HubRoom
{
    /// <summary>The room.</summary>
    public required string ConversationId { get; init; }
}

/// <summary>Joins a room.</summary>
public sealed record HubJoin : HubRoom
{
    /// <summary>The number of the last event that the client has; null when it has none.</summary>
    public long? AfterSeq { get; init; }

    /// <summary>The epoch that the number belongs to.</summary>
    public string? Epoch { get; init; }
}

/// <summary>Sends a message.</summary>
public sealed record HubSend : HubRoom
{
    /// <summary>What it says, as in POST /rooms/{id}/messages.</summary>
    public required SendMessageRequest Message { get; init; }
}

/// <summary>Names a message.</summary>
public record HubMessage : HubRoom
{
    /// <summary>Its id or its number.</summary>
    public required string MessageId { get; init; }
}

/// <summary>Edits a message.</summary>
public sealed record HubEdit : HubMessage
{
    /// <summary>What it says from now on.</summary>
    [MaxLength(ChatLimits.MaxTextLength)]
    public required string Content { get; init; }
}

/// <summary>Reacts to a message.</summary>
public sealed record HubReaction : HubMessage
{
    /// <summary>The reaction.</summary>
    public required string Emoji { get; init; }

    /// <summary>False takes it back.</summary>
    public bool Added { get; init; } = true;
}

/// <summary>Says how far somebody has read.</summary>
public sealed record HubRead : HubRoom
{
    /// <summary>The last event that they have seen.</summary>
    public required long Seq { get; init; }
}

/// <summary>Names a notification.</summary>
public sealed record HubNotification
{
    /// <summary>The notification.</summary>
    public required string NotificationId { get; init; }
}

/// <summary>Says whether somebody writes.</summary>
public sealed record HubTyping : HubRoom
{
    /// <summary>False when they have stopped.</summary>
    public bool IsTyping { get; init; } = true;
}
