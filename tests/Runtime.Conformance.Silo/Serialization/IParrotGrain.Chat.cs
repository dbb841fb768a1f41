using Nusaloka.Chat;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of chat.</content>
public partial interface IParrotGrain
{
    Task<ChangeMember> SayAsync(ChangeMember message);

    Task<ChangeOwnSettings> SayAsync(ChangeOwnSettings message);

    Task<ChatMessage> SayAsync(ChatMessage message);

    Task<Conversation> SayAsync(Conversation message);

    Task<EditMessage> SayAsync(EditMessage message);

    Task<GeoPlace> SayAsync(GeoPlace message);

    Task<GivenReactions> SayAsync(GivenReactions message);

    Task<HideMessage> SayAsync(HideMessage message);

    Task<HistoryQuery> SayAsync(HistoryQuery message);

    Task<MemberNews> SayAsync(MemberNews message);

    Task<MessageContent> SayAsync(MessageContent message);

    Task<MessageReport> SayAsync(MessageReport message);

    Task<NodeLease> SayAsync(NodeLease message);

    Task<OpenRoom> SayAsync(OpenRoom message);

    Task<ReactionCount> SayAsync(ReactionCount message);

    Task<ReactToMessage> SayAsync(ReactToMessage message);

    Task<ReadMark> SayAsync(ReadMark message);

    Task<ReportMessage> SayAsync(ReportMessage message);

    Task<Room> SayAsync(Room message);

    Task<RoomCaller> SayAsync(RoomCaller message);

    Task<RoomEvent> SayAsync(RoomEvent message);

    Task<RoomHistory> SayAsync(RoomHistory message);

    Task<RoomMember> SayAsync(RoomMember message);

    Task<RoomMembership> SayAsync(RoomMembership message);

    Task<RoomNews> SayAsync(RoomNews message);

    Task<MembershipNews> SayAsync(MembershipNews message);

    Task<RoomResume> SayAsync(RoomResume message);

    Task<RoomSearch> SayAsync(RoomSearch message);

    Task<SearchQuery> SayAsync(SearchQuery message);

    Task<SendMessage> SayAsync(SendMessage message);

    Task<SentMessage> SayAsync(SentMessage message);

    Task<UnreadTotal> SayAsync(UnreadTotal message);

    Task<Page<ChatMessage>> SayAsync(Page<ChatMessage> message);

    Task<Page<Conversation>> SayAsync(Page<Conversation> message);

    Task<Page<GivenReactions>> SayAsync(Page<GivenReactions> message);

    Task<Page<MessageReport>> SayAsync(Page<MessageReport> message);

    Task<Page<RoomMember>> SayAsync(Page<RoomMember> message);

    Task<Page<RoomMembership>> SayAsync(Page<RoomMembership> message);

    Task<Result<ChatMessage>> SayAsync(Result<ChatMessage> message);

    Task<Result<MessageReport>> SayAsync(Result<MessageReport> message);

    Task<Result<NodeLease>> SayAsync(Result<NodeLease> message);

    Task<Result<ReadMark>> SayAsync(Result<ReadMark> message);

    Task<Result<Room>> SayAsync(Result<Room> message);

    Task<Result<RoomHistory>> SayAsync(Result<RoomHistory> message);

    Task<Result<RoomMember>> SayAsync(Result<RoomMember> message);

    Task<Result<RoomResume>> SayAsync(Result<RoomResume> message);

    Task<Result<RoomSearch>> SayAsync(Result<RoomSearch> message);

    Task<Result<SentMessage>> SayAsync(Result<SentMessage> message);

    Task<Result<Page<ChatMessage>>> SayAsync(Result<Page<ChatMessage>> message);

    Task<Result<Page<Conversation>>> SayAsync(Result<Page<Conversation>> message);

    Task<Result<Page<GivenReactions>>> SayAsync(Result<Page<GivenReactions>> message);

    Task<Result<Page<MessageReport>>> SayAsync(Result<Page<MessageReport>> message);

    Task<Result<Page<RoomMember>>> SayAsync(Result<Page<RoomMember>> message);

    Task<Result<Page<RoomMembership>>> SayAsync(Result<Page<RoomMembership>> message);

    Task<MemberChange> SayAsync(MemberChange message);

    Task<MessageRemoval> SayAsync(MessageRemoval message);

    Task<MessageType> SayAsync(MessageType message);

    Task<ReportReason> SayAsync(ReportReason message);

    Task<ReportStatus> SayAsync(ReportStatus message);

    Task<RoomEventKind> SayAsync(RoomEventKind message);

    Task<RoomKind> SayAsync(RoomKind message);

    Task<RoomRole> SayAsync(RoomRole message);
}
