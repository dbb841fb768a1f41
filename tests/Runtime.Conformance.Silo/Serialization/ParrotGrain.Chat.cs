using Nusaloka.Chat;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of chat.</content>
public sealed partial class ParrotGrain
{
    public Task<ChangeMember> SayAsync(ChangeMember message) => Task.FromResult(message);

    public Task<ChangeOwnSettings> SayAsync(ChangeOwnSettings message) => Task.FromResult(message);

    public Task<ChatMessage> SayAsync(ChatMessage message) => Task.FromResult(message);

    public Task<Conversation> SayAsync(Conversation message) => Task.FromResult(message);

    public Task<EditMessage> SayAsync(EditMessage message) => Task.FromResult(message);

    public Task<GeoPlace> SayAsync(GeoPlace message) => Task.FromResult(message);

    public Task<GivenReactions> SayAsync(GivenReactions message) => Task.FromResult(message);

    public Task<HideMessage> SayAsync(HideMessage message) => Task.FromResult(message);

    public Task<HistoryQuery> SayAsync(HistoryQuery message) => Task.FromResult(message);

    public Task<MemberNews> SayAsync(MemberNews message) => Task.FromResult(message);

    public Task<MessageContent> SayAsync(MessageContent message) => Task.FromResult(message);

    public Task<MessageReport> SayAsync(MessageReport message) => Task.FromResult(message);

    public Task<NodeLease> SayAsync(NodeLease message) => Task.FromResult(message);

    public Task<OpenRoom> SayAsync(OpenRoom message) => Task.FromResult(message);

    public Task<ReactionCount> SayAsync(ReactionCount message) => Task.FromResult(message);

    public Task<ReactToMessage> SayAsync(ReactToMessage message) => Task.FromResult(message);

    public Task<ReadMark> SayAsync(ReadMark message) => Task.FromResult(message);

    public Task<ReportMessage> SayAsync(ReportMessage message) => Task.FromResult(message);

    public Task<Room> SayAsync(Room message) => Task.FromResult(message);

    public Task<RoomCaller> SayAsync(RoomCaller message) => Task.FromResult(message);

    public Task<RoomEvent> SayAsync(RoomEvent message) => Task.FromResult(message);

    public Task<RoomHistory> SayAsync(RoomHistory message) => Task.FromResult(message);

    public Task<RoomMember> SayAsync(RoomMember message) => Task.FromResult(message);

    public Task<RoomMembership> SayAsync(RoomMembership message) => Task.FromResult(message);

    public Task<RoomNews> SayAsync(RoomNews message) => Task.FromResult(message);

    public Task<MembershipNews> SayAsync(MembershipNews message) => Task.FromResult(message);

    public Task<RoomResume> SayAsync(RoomResume message) => Task.FromResult(message);

    public Task<RoomSearch> SayAsync(RoomSearch message) => Task.FromResult(message);

    public Task<SearchQuery> SayAsync(SearchQuery message) => Task.FromResult(message);

    public Task<SendMessage> SayAsync(SendMessage message) => Task.FromResult(message);

    public Task<SentMessage> SayAsync(SentMessage message) => Task.FromResult(message);

    public Task<UnreadTotal> SayAsync(UnreadTotal message) => Task.FromResult(message);

    public Task<Page<ChatMessage>> SayAsync(Page<ChatMessage> message) => Task.FromResult(message);

    public Task<Page<Conversation>> SayAsync(Page<Conversation> message) => Task.FromResult(message);

    public Task<Page<GivenReactions>> SayAsync(Page<GivenReactions> message) => Task.FromResult(message);

    public Task<Page<MessageReport>> SayAsync(Page<MessageReport> message) => Task.FromResult(message);

    public Task<Page<RoomMember>> SayAsync(Page<RoomMember> message) => Task.FromResult(message);

    public Task<Page<RoomMembership>> SayAsync(Page<RoomMembership> message) => Task.FromResult(message);

    public Task<Result<ChatMessage>> SayAsync(Result<ChatMessage> message) => Task.FromResult(message);

    public Task<Result<MessageReport>> SayAsync(Result<MessageReport> message) => Task.FromResult(message);

    public Task<Result<NodeLease>> SayAsync(Result<NodeLease> message) => Task.FromResult(message);

    public Task<Result<ReadMark>> SayAsync(Result<ReadMark> message) => Task.FromResult(message);

    public Task<Result<Room>> SayAsync(Result<Room> message) => Task.FromResult(message);

    public Task<Result<RoomHistory>> SayAsync(Result<RoomHistory> message) => Task.FromResult(message);

    public Task<Result<RoomMember>> SayAsync(Result<RoomMember> message) => Task.FromResult(message);

    public Task<Result<RoomResume>> SayAsync(Result<RoomResume> message) => Task.FromResult(message);

    public Task<Result<RoomSearch>> SayAsync(Result<RoomSearch> message) => Task.FromResult(message);

    public Task<Result<SentMessage>> SayAsync(Result<SentMessage> message) => Task.FromResult(message);

    public Task<Result<Page<ChatMessage>>> SayAsync(Result<Page<ChatMessage>> message) => Task.FromResult(message);

    public Task<Result<Page<Conversation>>> SayAsync(Result<Page<Conversation>> message) => Task.FromResult(message);

    public Task<Result<Page<GivenReactions>>> SayAsync(Result<Page<GivenReactions>> message) => Task.FromResult(message);

    public Task<Result<Page<MessageReport>>> SayAsync(Result<Page<MessageReport>> message) => Task.FromResult(message);

    public Task<Result<Page<RoomMember>>> SayAsync(Result<Page<RoomMember>> message) => Task.FromResult(message);

    public Task<Result<Page<RoomMembership>>> SayAsync(Result<Page<RoomMembership>> message) => Task.FromResult(message);

    public Task<MemberChange> SayAsync(MemberChange message) => Task.FromResult(message);

    public Task<MessageRemoval> SayAsync(MessageRemoval message) => Task.FromResult(message);

    public Task<MessageType> SayAsync(MessageType message) => Task.FromResult(message);

    public Task<ReportReason> SayAsync(ReportReason message) => Task.FromResult(message);

    public Task<ReportStatus> SayAsync(ReportStatus message) => Task.FromResult(message);

    public Task<RoomEventKind> SayAsync(RoomEventKind message) => Task.FromResult(message);

    public Task<RoomKind> SayAsync(RoomKind message) => Task.FromResult(message);

    public Task<RoomRole> SayAsync(RoomRole message) => Task.FromResult(message);
}
