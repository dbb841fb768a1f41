using System.Collections.Immutable;
using Nusaloka.Chat;

namespace Nusaloka.Grains.Chat;

/// <summary>Who of a room has not read what was said, by what the room has at hand.</summary>
/// <param name="room">The room.</param>
/// <param name="notices">Who was told.</param>
/// <param name="blocked">Who has blocked whom: what those say does not count.</param>
/// <param name="since">What is older does not count.</param>
internal sealed class UnreadWindow(RoomMemory room, RoomNotices notices, IReadOnlySet<(Guid Member, Guid Sender)> blocked, DateTimeOffset since)
{
    /// <summary>Members that one look names.</summary>
    public const int MaxNamed = 1_000;

    /// <summary>Looks at everything up to an event.</summary>
    /// <param name="upTo">The event.</param>
    /// <param name="after">Mentions up to here were told.</param>
    /// <param name="now">The time.</param>
    public UnreadLook Look(long upTo, long after, DateTimeOffset now)
    {
        var from = Math.Min(upTo, Math.Max(after, room.Recent.FirstSeq - 1));
        RoomEvent[] messages =
        [
            .. (room.Recent.After(room.Recent.FirstSeq - 1) ?? [])
                .Where(one => one is { Kind: RoomEventKind.Message, Removal: MessageRemoval.None } && one.At > since && one.Seq <= upTo),
        ];
        var (mentioned, mentionsUpTo) = Mentioned(messages, from, upTo);
        var named = mentioned.Select(static one => one.AccountId).ToHashSet();
        var (others, unknown) = Others(messages, upTo, now, named);
        return new UnreadLook(
            room.Kind, room.Head.Title, upTo, from, mentionsUpTo, mentioned, others, unknown, HasMore: mentionsUpTo < upTo || others.Length >= MaxNamed);
    }

    private (ImmutableArray<UnreadMember> Mentioned, long UpTo) Mentioned(RoomEvent[] messages, long after, long upTo)
    {
        var found = ImmutableArray.CreateBuilder<UnreadMember>();
        foreach (var one in messages)
        {
            if (one.Seq <= after || one.Content is not { } content)
                continue;
            foreach (var account in ChatMentions.In(content.Text))
            {
                if (room.Find(account.ToString()) is { } member && member.ReadSeq < one.Seq && IsFromAnother(one, member))
                    found.Add(Unread(member, one));
            }

            if (found.Count >= MaxNamed)
                return (found.ToImmutable(), one.Seq);
        }

        return (found.ToImmutable(), upTo);
    }

    private (ImmutableArray<UnreadMember> Others, ImmutableArray<Guid> Unknown) Others(
        RoomEvent[] messages, long upTo, DateTimeOffset now, HashSet<Guid> mentioned)
    {
        var others = ImmutableArray.CreateBuilder<UnreadMember>();
        var unknown = ImmutableArray.CreateBuilder<Guid>();
        foreach (var member in room.Members)
        {
            if (member.ReadSeq >= upTo || member.QuietUntil > now || notices.IsTold(member) || mentioned.Contains(Guid.Parse(member.AccountId)))
                continue;
            if (Array.FindLast(messages, one => one.Seq > member.ReadSeq && IsFromAnother(one, member)) is { } last)
                others.Add(Unread(member, last));
            else if (member.ReadSeq < room.Recent.FirstSeq - 1)
                unknown.Add(Guid.Parse(member.AccountId));
            if (others.Count >= MaxNamed)
                break;
        }

        return (others.ToImmutable(), unknown.ToImmutable());
    }

    /// <summary>Whether a message is another's, whom the member has not blocked. In a direct room the block is the member's own.</summary>
    private bool IsFromAnother(RoomEvent message, RoomMember member) =>
        message.ActorId is not { } sender
        || (sender != member.AccountId && !member.HasBlocked && (blocked.Count == 0 || !blocked.Contains((Guid.Parse(member.AccountId), Guid.Parse(sender)))));

    private static UnreadMember Unread(RoomMember member, RoomEvent message) => new(
        Guid.Parse(member.AccountId), member.ReadSeq, message.Seq, message.ActorId is { } sender ? Guid.Parse(sender) : null, Name: null, message.At.UtcDateTime);
}
