using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Chat;

/// <summary>How fast people may write. Read from the section <c>CHAT</c>.</summary>
public sealed class ChatOptions
{
    /// <summary>So many messages, edits and reactions a second a member may make in a room in the long run. Default 5, from 1 to 1,000,000.</summary>
    [ConfigurationKeyName("MESSAGES_PER_SECOND"), Range(1, 1_000_000)]
    public int MessagesPerSecond { get; set; } = 5;

    /// <summary>So many at once, after a pause. Default 40, from 1 to 1,000,000.</summary>
    [ConfigurationKeyName("MESSAGE_BURST"), Range(1, 1_000_000)]
    public int MessageBurst { get; set; } = 40;

    /// <summary>
    /// Members who have not read a message so many seconds later are told by a notification. Default 30, from 3 to 3,600: how far
    /// somebody has read is known a little later.
    /// </summary>
    [ConfigurationKeyName("NOTICE_SECONDS"), Range(3, 3_600)]
    public int NoticeSeconds { get; set; } = 30;

    /// <summary>For so many hours the sender may edit a message. Default 48, from 0 to 87,600.</summary>
    [ConfigurationKeyName("EDIT_HOURS"), Range(0, 87_600)]
    public int EditHours { get; set; } = 48;
}
