using Nusaloka.Chat;

namespace Nusaloka.Grains.Chat;

/// <summary>A row of <c>chat_event</c>.</summary>
internal sealed record EventRow(
    Guid RoomId, long Seq, short Kind, Guid? ActorId, DateTime At, long MessageCount, long? TargetSeq, short? Type, string? Body, Guid? MediaId,
    double? Latitude, double? Longitude, string? ClientId, DateTime? EditedAt, short Removal, Guid? MemberId, short? MemberChange, short? MemberRole,
    DateTime? MutedUntil)
{
    /// <summary>The columns, of the table under the name <c>e</c>.</summary>
    public const string Columns = """
        e.room_id as RoomId, e.seq, e.kind, e.actor_id as ActorId, e.at, e.message_count as MessageCount, e.target_seq as TargetSeq, e.type, e.body,
        e.media_id as MediaId, e.latitude, e.longitude, e.client_id as ClientId, e.edited_at as EditedAt, e.removal, e.member_id as MemberId,
        e.member_change as MemberChange, e.member_role as MemberRole, e.muted_until as MutedUntil
        """;

    /// <summary>The event, without what was removed.</summary>
    public RoomEvent ToEvent()
    {
        var kind = (RoomEventKind)Kind;
        var one = new RoomEvent(Seq, kind, ActorId?.ToString(), At)
        {
            MessageCount = MessageCount,
            TargetSeq = TargetSeq,
            ClientMessageId = ClientId,
            EditedAt = EditedAt,
            Removal = (MessageRemoval)Removal,
        };
        return kind switch
        {
            RoomEventKind.Message or RoomEventKind.Edited => one with { Content = Removal == 0 ? ToContent() : null },
            RoomEventKind.ReactionAdded or RoomEventKind.ReactionRemoved => one with { Emoji = Body },
            RoomEventKind.Renamed => one with { Title = Body },
            RoomEventKind.Member when MemberId is { } member => one with
            {
                Member = new MemberNews(member.ToString(), (MemberChange)(MemberChange ?? 0), (RoomRole)(MemberRole ?? 0), MutedUntil),
            },
            _ => one,
        };
    }

    private MessageContent ToContent() => new(
        (MessageType)(Type ?? (short)MessageType.Text), Body ?? "", MediaId?.ToString(),
        (Latitude, Longitude) is ({ } latitude, { } longitude) ? new GeoPlace(latitude, longitude) : null);
}
