using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nusaloka.Chat;

/// <summary>
/// One room. Key: its id, see <see cref="RoomIds"/>. It gives everything that happens in the room its number; what it acknowledges is durable,
/// in the order of the numbers, and told to the nodes that have subscribed. To those who are no members it answers <c>room_not_found</c>.
/// </summary>
[Alias("nusaloka.IChatRoomGrain")]
public interface IChatRoomGrain : IGrainWithStringKey
{
    /// <summary>
    /// Opens the room; one that is open stays as it is. Errors: <c>validation_failed</c>, <c>person_not_found</c>, <c>room_exists</c>, <c>room_blocked</c> (a
    /// group with somebody who has blocked its founder, or whom its founder has).
    /// </summary>
    [Alias("Open")]
    Task<Result<Room>> OpenAsync(OpenRoom command, CancellationToken cancellationToken = default);

    /// <summary>The room. Errors: <c>room_not_found</c>.</summary>
    [AlwaysInterleave, Alias("Get")]
    Task<Result<Room>> GetAsync(RoomCaller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends a message; many are committed together. Errors: <c>validation_failed</c>, <c>room_not_found</c>, <c>message_not_found</c> (the one
    /// that is answered), <c>member_muted</c>, <c>room_blocked</c>, <c>room_closed</c>, <c>chat_too_fast</c>.
    /// </summary>
    [AlwaysInterleave, Alias("Send")]
    Task<Result<SentMessage>> SendAsync(SendMessage command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Edits a message of one's own. Errors: <c>validation_failed</c>, <c>room_not_found</c>, <c>message_not_found</c>, <c>room_role_forbids</c>,
    /// <c>message_removed</c>, <c>message_not_editable</c>, <c>member_muted</c>, <c>room_blocked</c>, <c>room_closed</c>, <c>chat_too_fast</c>.
    /// </summary>
    [Alias("Edit")]
    Task<Result<ChatMessage>> EditAsync(EditMessage command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes a message of one's own, or as a moderator that of another; a removed one stays as it is. Errors: <c>room_not_found</c>, <c>message_not_found</c>,
    /// <c>room_role_forbids</c>.
    /// </summary>
    [Alias("Delete")]
    Task<Result<ChatMessage>> DeleteAsync(string accountId, long seq, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reacts to a message; a reaction that is there already, or is gone already, changes nothing. Errors: <c>validation_failed</c>,
    /// <c>room_not_found</c>, <c>message_not_found</c>, <c>message_removed</c>, <c>too_many_reactions</c>, <c>member_muted</c>, <c>room_blocked</c>, <c>room_closed</c>, <c>chat_too_fast</c>.
    /// </summary>
    [Alias("React")]
    Task<Result<ChatMessage>> ReactAsync(ReactToMessage command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Notes that the member has seen everything up to a number; a smaller one than before changes nothing. Is stored within seconds.
    /// Errors: <c>room_not_found</c>.
    /// </summary>
    [AlwaysInterleave, Alias("MarkRead")]
    Task<Result<ReadMark>> MarkReadAsync(string accountId, long seq, CancellationToken cancellationToken = default);

    /// <summary>One message. Errors: <c>room_not_found</c>, <c>message_not_found</c>.</summary>
    [AlwaysInterleave, Alias("GetMessage")]
    Task<Result<ChatMessage>> GetMessageAsync(RoomCaller caller, long seq, CancellationToken cancellationToken = default);

    /// <summary>A part of the messages. Errors: <c>room_not_found</c>.</summary>
    [AlwaysInterleave, Alias("GetHistory")]
    Task<Result<RoomHistory>> GetHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// All that came after a number of an epoch, if it is at most <see cref="ChatLimits.MaxResumedEvents"/> events; from memory when it is at most
    /// <see cref="ChatLimits.RecentEvents"/>. Errors: <c>room_not_found</c>.
    /// </summary>
    [AlwaysInterleave, Alias("Resume")]
    Task<Result<RoomResume>> ResumeAsync(RoomCaller caller, long afterSeq, string epoch, CancellationToken cancellationToken = default);

    /// <summary>
    /// Searches, for one caller at a time. It may stop early and say where to go on. Errors: <c>validation_failed</c>, <c>room_not_found</c>, <c>chat_too_fast</c>.
    /// </summary>
    [AlwaysInterleave, Alias("Search")]
    Task<Result<RoomSearch>> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default);

    /// <summary>The members in the order of their ids; what is for themselves only is left out, and how far they have read where nobody is shown that. Errors: <c>room_not_found</c>, <c>cursor_invalid</c>.</summary>
    [AlwaysInterleave, Alias("GetMembers")]
    Task<Result<Page<RoomMember>>> GetMembersAsync(RoomCaller caller, PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds members to a group; those who are members stay as they are. Errors: <c>validation_failed</c>, <c>room_not_found</c>,
    /// <c>room_role_forbids</c>, <c>room_kind_forbids</c>, <c>person_not_found</c>, <c>room_blocked</c>, <c>room_full</c>.
    /// </summary>
    [Alias("AddMembers")]
    Task<Result> AddMembersAsync(string byId, ImmutableArray<string> accountIds, CancellationToken cancellationToken = default);

    /// <summary>An officer joins a support room; one who is in it stays as they are. Errors: <c>room_not_found</c>.</summary>
    [Alias("Join")]
    Task<Result<Room>> JoinAsync(RoomCaller officer, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes a member, or lets oneself out. When the last owner of a group goes, the member who has been there longest becomes one, moderators
    /// first. Errors: <c>room_not_found</c>, <c>member_not_found</c>, <c>room_role_forbids</c>, <c>room_kind_forbids</c>.
    /// </summary>
    [Alias("RemoveMember")]
    Task<Result> RemoveMemberAsync(string byId, string accountId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives a member another role, or mutes them. Errors: <c>validation_failed</c>, <c>room_not_found</c>, <c>member_not_found</c>,
    /// <c>room_role_forbids</c>, <c>room_kind_forbids</c>.
    /// </summary>
    [Alias("ChangeMember")]
    Task<Result<RoomMember>> ChangeMemberAsync(ChangeMember command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes exactly these the members of a booking's room, which is opened when it is not there: for the booking, which repeats it until it
    /// is answered. Errors: <c>validation_failed</c>, <c>room_exists</c>.
    /// </summary>
    [Alias("SetMembers")]
    Task<Result<Room>> SetMembersAsync(string bookingId, ImmutableArray<string> accountIds, CancellationToken cancellationToken = default);

    /// <summary>
    /// Has a booking's room close: from then on it can be read and no more. Errors: <c>room_not_found</c> (also when it is not that booking's).
    /// </summary>
    [Alias("Close")]
    Task<Result> CloseAsync(string bookingId, DateTimeOffset at, CancellationToken cancellationToken = default);

    /// <summary>Names a group. Errors: <c>validation_failed</c>, <c>room_not_found</c>, <c>room_role_forbids</c>, <c>room_kind_forbids</c>.</summary>
    [Alias("Rename")]
    Task<Result<Room>> RenameAsync(string byId, string title, CancellationToken cancellationToken = default);

    /// <summary>Changes what the room is for oneself. Errors: <c>validation_failed</c>, <c>room_not_found</c>, <c>room_kind_forbids</c>.</summary>
    [Alias("ChangeOwnSettings")]
    Task<Result<Room>> ChangeOwnSettingsAsync(ChangeOwnSettings command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Hides a message on the word of staff; a removed one stays as it is. Outside support rooms one of the members must have reported it. Errors:
    /// <c>room_not_found</c>, <c>message_not_found</c>, <c>report_needed</c>.
    /// </summary>
    [Alias("Hide")]
    Task<Result<ChatMessage>> HideAsync(HideMessage command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Tells staff of a message of another; a second time changes nothing. Errors: <c>validation_failed</c>, <c>room_not_found</c>, <c>message_not_found</c>,
    /// <c>message_removed</c>.
    /// </summary>
    [Alias("Report")]
    Task<Result<MessageReport>> ReportAsync(ReportMessage command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Tells the others that a member is writing, or has stopped; what nobody may hear, nobody hears. Errors: <c>room_not_found</c>.
    /// </summary>
    [AlwaysInterleave, Alias("SetTyping")]
    Task<Result> SetTypingAsync(string accountId, bool isTyping, CancellationToken cancellationToken = default);

    /// <summary>Which of the other members are there. Errors: <c>room_not_found</c>.</summary>
    [AlwaysInterleave, Alias("GetPresence")]
    Task<Result<RoomPresence>> GetPresenceAsync(RoomCaller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Tells a node of everything that happens, by the stream of <see cref="ChatNodes"/>, until <see cref="ChatNodes.Lease"/> is over; calling it
    /// again renews the lease. The node keeps to itself what its clients may not see. Errors: <c>room_not_found</c>.
    /// </summary>
    [AlwaysInterleave, Alias("SubscribeNode")]
    Task<Result<NodeLease>> SubscribeNodeAsync(string nodeId, CancellationToken cancellationToken = default);

    /// <summary>Ends the lease of a node.</summary>
    [AlwaysInterleave, Alias("UnsubscribeNode")]
    Task UnsubscribeNodeAsync(string nodeId, CancellationToken cancellationToken = default);

    /// <summary>Forgets a person whose account is closed: they leave, and what they said is deleted. Repeating it does nothing.</summary>
    [Alias("Forget")]
    Task ForgetAsync(string accountId, CancellationToken cancellationToken = default);
}
