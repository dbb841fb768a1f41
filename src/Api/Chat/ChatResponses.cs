using Nusaloka.Chat;

namespace Nusaloka.Api.Chat;

/// <summary>A room.</summary>
/// <param name="Id">The room id, which is the conversation id, too.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Title">Its name; empty where it has none.</param>
/// <param name="SubjectId">The booking, or the person who is helped; null for others.</param>
/// <param name="Epoch">Names its history: for reading what was missed.</param>
/// <param name="LastSeq">The number of its last event.</param>
/// <param name="MemberCount">How many members it has.</param>
/// <param name="Unread">How many messages came after what you have read.</param>
/// <param name="Role">What you may do; null when you are no member.</param>
/// <param name="ReadSeq">The last event that you have seen.</param>
/// <param name="MutedUntil">Until when you may not write.</param>
/// <param name="QuietUntil">Until when you want no notifications.</param>
/// <param name="Blocked">Whether you have blocked the other person.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="ClosesAt">From when on nothing can be said in it; null when it stays open.</param>
public sealed record RoomResponse(
    string Id, RoomKind Kind, string Title, string? SubjectId, string Epoch, long LastSeq, int MemberCount, long Unread, RoomRole? Role, long? ReadSeq,
    DateTimeOffset? MutedUntil, DateTimeOffset? QuietUntil, bool Blocked, DateTimeOffset CreatedAt, DateTimeOffset? ClosesAt)
{
    /// <summary>The wire shape of a room.</summary>
    public static RoomResponse Of(Room room) => new(
        room.Id, room.Kind, room.Title, room.SubjectId, room.Epoch, room.LastSeq, room.MemberCount, room.Unread, room.Me?.Role, room.Me?.ReadSeq,
        room.Me?.MutedUntil, room.Me?.QuietUntil, room.Me?.HasBlocked ?? false, room.CreatedAt, room.ClosesAt);
}

/// <summary>How often a message got a reaction.</summary>
/// <param name="Emoji">The reaction.</param>
/// <param name="Count">How many members gave it.</param>
/// <param name="Mine">Whether you did.</param>
public sealed record ReactionResponse(string Emoji, int Count, bool Mine);

/// <summary>A message as it is now.</summary>
/// <param name="Id">Conversation and number.</param>
/// <param name="ConversationId">The room.</param>
/// <param name="Seq">Its number among all that happened in the room.</param>
/// <param name="SenderId">Who sent it; null for the product itself.</param>
/// <param name="Type">What it is; null when it was removed.</param>
/// <param name="Content">The text; null when it was removed.</param>
/// <param name="MediaId">The picture or file.</param>
/// <param name="Latitude">Of a place: degrees north.</param>
/// <param name="Longitude">Of a place: degrees east.</param>
/// <param name="ReplyTo">The seq of the message that it answers.</param>
/// <param name="ClientMsgId">Its sender's name for it.</param>
/// <param name="Removal">none, deleted by its sender or a moderator, or hidden by staff.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="EditedAt">When it was last edited.</param>
/// <param name="Reactions">What it got, most frequent first.</param>
public sealed record ChatMessageResponse(
    string Id, string ConversationId, long Seq, string? SenderId, MessageType? Type, string? Content, string? MediaId, double? Latitude, double? Longitude,
    long? ReplyTo, string? ClientMsgId, MessageRemoval Removal, DateTimeOffset SentAt, DateTimeOffset? EditedAt, IReadOnlyList<ReactionResponse> Reactions)
{
    /// <summary>The wire shape of a message.</summary>
    public static ChatMessageResponse Of(ChatMessage message) => new(
        new MessageId(message.RoomId, message.Seq).ToString(), message.RoomId, message.Seq, message.SenderId, message.Content?.Type, message.Content?.Text,
        message.Content?.MediaId, message.Content?.Place?.Latitude, message.Content?.Place?.Longitude, message.ReplyTo, message.ClientMessageId,
        message.Removal, message.SentAt, message.EditedAt, [.. message.Reactions.Select(static one => new ReactionResponse(one.Emoji, one.Count, one.IsMine))]);
}

/// <summary>A part of a room's messages, oldest first.</summary>
/// <param name="Data">The messages.</param>
/// <param name="HasMore">Whether there are more in the direction that was asked for.</param>
/// <param name="Epoch">Names the room's history.</param>
/// <param name="LastSeq">The number of the room's last event: reading on from here misses nothing.</param>
public sealed record RoomMessagesResponse(IReadOnlyList<ChatMessageResponse> Data, bool HasMore, string Epoch, long LastSeq);

/// <summary>A page of messages, newest first.</summary>
/// <param name="Data">The messages.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record MessageListResponse(IReadOnlyList<ChatMessageResponse> Data, string? NextCursor);

/// <summary>What happened to a member.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="Change">What happened.</param>
/// <param name="Role">Their role after it.</param>
/// <param name="MutedUntil">Until when they may not write.</param>
public sealed record MemberNewsResponse(string AccountId, MemberChange Change, RoomRole Role, DateTimeOffset? MutedUntil);

/// <summary>One thing that happened in a room.</summary>
/// <param name="Seq">1, 2, 3 … in the room, without gaps.</param>
/// <param name="Kind">What happened.</param>
/// <param name="ActorId">Who did it; null when nobody of the room did.</param>
/// <param name="At">When.</param>
/// <param name="Message">A message that was sent, as it is now, without reactions.</param>
/// <param name="TargetSeq">The message that was edited, removed or reacted to.</param>
/// <param name="Content">What an edit made of it; null when it was removed since.</param>
/// <param name="Removal">How it was removed.</param>
/// <param name="Emoji">The reaction.</param>
/// <param name="Member">What happened to a member.</param>
/// <param name="Title">The room's new name.</param>
public sealed record RoomEventResponse(
    long Seq, RoomEventKind Kind, string? ActorId, DateTimeOffset At, ChatMessageResponse? Message, long? TargetSeq, string? Content, MessageRemoval? Removal,
    string? Emoji, MemberNewsResponse? Member, string? Title)
{
    /// <summary>The wire shape of an event of a room.</summary>
    public static RoomEventResponse Of(string roomId, RoomEvent one)
    {
        var isMessage = one.Kind == RoomEventKind.Message;
        return new RoomEventResponse(
            one.Seq, one.Kind, one.ActorId, one.At, isMessage ? ChatMessageResponse.Of(ChatMessage.Of(roomId, one)) : null, isMessage ? null : one.TargetSeq,
            one.Kind == RoomEventKind.Edited ? one.Content?.Text : null, one.Kind == RoomEventKind.Removed ? one.Removal : null, one.Emoji,
            one.Member is { } member ? new MemberNewsResponse(member.AccountId, member.Change, member.Role, member.MutedUntil) : null, one.Title);
    }
}

/// <summary>What was missed.</summary>
/// <param name="Recovered">Whether events are all that came after the number; when not, read the room anew.</param>
/// <param name="Events">In the order of their numbers, without gaps.</param>
/// <param name="Epoch">Names the room's history.</param>
/// <param name="LastSeq">The number of the room's last event.</param>
public sealed record ResumeResponse(bool Recovered, IReadOnlyList<RoomEventResponse> Events, string Epoch, long LastSeq);

/// <summary>How far one has read.</summary>
/// <param name="Seq">The last event that one has seen.</param>
/// <param name="Unread">How many messages came after it.</param>
public sealed record ReadMarkResponse(long Seq, long Unread);

/// <summary>What a search found, newest first.</summary>
/// <param name="Data">The messages.</param>
/// <param name="NextCursor">Where to search on; null when all was searched. A page may be empty although there is another.</param>
public sealed record SearchResponse(IReadOnlyList<ChatMessageResponse> Data, string? NextCursor);

/// <summary>A member of a room.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="Role">What they may do.</param>
/// <param name="JoinedAt">Since when.</param>
/// <param name="ReadSeq">The last event that they have seen; null when they have seen none, in rooms of more than 100, and where one of two has blocked the other.</param>
/// <param name="MutedUntil">Until when they may not write.</param>
public sealed record RoomMemberResponse(string AccountId, RoomRole Role, DateTimeOffset JoinedAt, long? ReadSeq, DateTimeOffset? MutedUntil)
{
    /// <summary>The wire shape of a member.</summary>
    public static RoomMemberResponse Of(RoomMember member) =>
        new(member.AccountId, member.Role, member.JoinedAt, member.ReadSeq == 0 ? null : member.ReadSeq, member.MutedUntil);
}

/// <summary>A page of members in the order of their ids.</summary>
/// <param name="Data">The members.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record RoomMembersResponse(IReadOnlyList<RoomMemberResponse> Data, string? NextCursor);

/// <summary>A room in a list.</summary>
/// <param name="Id">The room.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Title">Its name; of a direct room that of the other person.</param>
/// <param name="CounterpartId">The other person of a direct room; of a support room whom it is about.</param>
/// <param name="LastMessage">The last message; null when there is none.</param>
/// <param name="LastSeq">The number of its last event.</param>
/// <param name="Unread">How many messages came after what you have read.</param>
/// <param name="QuietUntil">Until when you want no notifications.</param>
/// <param name="ActiveAt">When the last message was sent, or the room was opened.</param>
public sealed record ConversationResponse(
    string Id, RoomKind Kind, string Title, string? CounterpartId, ChatMessageResponse? LastMessage, long LastSeq, long Unread, DateTimeOffset? QuietUntil,
    DateTimeOffset ActiveAt)
{
    /// <summary>The wire shape of a conversation.</summary>
    public static ConversationResponse Of(Conversation one) => new(
        one.RoomId, one.Kind, one.Title, one.CounterpartId, one.LastMessage is { } last ? ChatMessageResponse.Of(last) : null, one.LastSeq, one.Unread,
        one.QuietUntil, one.ActiveAt);
}

/// <summary>A page of conversations, last active first.</summary>
/// <param name="Data">The conversations.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record ConversationListResponse(IReadOnlyList<ConversationResponse> Data, string? NextCursor);

/// <summary>How much one has not read.</summary>
/// <param name="Messages">Messages in all rooms.</param>
/// <param name="Conversations">Rooms with such messages.</param>
public sealed record UnreadResponse(long Messages, long Conversations);

/// <summary>A message that staff were told of.</summary>
/// <param name="Id">Of the report.</param>
/// <param name="MessageId">The message.</param>
/// <param name="ConversationId">The room.</param>
/// <param name="SenderId">Who sent the message.</param>
/// <param name="ReporterId">Who told of it; null when staff found it themselves.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Note">What the reporter has to say.</param>
/// <param name="Content">What the message said then.</param>
/// <param name="Status">How far the report is.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="DecidedBy">The member of staff who decided.</param>
/// <param name="DecidedAt">When they did.</param>
/// <param name="Decision">Why they decided so.</param>
public sealed record ReportedMessageResponse(
    string Id, string MessageId, string ConversationId, string? SenderId, string? ReporterId, ReportReason Reason, string Note, string Content,
    ReportStatus Status, DateTimeOffset CreatedAt, string? DecidedBy, DateTimeOffset? DecidedAt, string? Decision)
{
    /// <summary>The wire shape of a report.</summary>
    public static ReportedMessageResponse Of(MessageReport report) => new(
        report.Id, new MessageId(report.RoomId, report.Seq).ToString(), report.RoomId, report.SenderId, report.ReporterId, report.Reason, report.Note,
        report.Text, report.Status, report.CreatedAt, report.DecidedBy, report.DecidedAt, report.Decision);
}

/// <summary>A report with what was said around the message.</summary>
/// <param name="Report">The report.</param>
/// <param name="Context">The messages around it and it itself, oldest first; none when the report is decided.</param>
public sealed record ReportWithContextResponse(ReportedMessageResponse Report, IReadOnlyList<ChatMessageResponse> Context);

/// <summary>A page of reports, oldest first.</summary>
/// <param name="Data">The reports.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record ReportedMessagesResponse(IReadOnlyList<ReportedMessageResponse> Data, string? NextCursor);

/// <summary>A report that was taken.</summary>
/// <param name="Id">Of the report.</param>
/// <param name="Status">How far it is.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record ReportTakenResponse(string Id, ReportStatus Status, DateTimeOffset CreatedAt);
