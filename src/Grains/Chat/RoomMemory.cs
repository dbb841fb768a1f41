using System.Collections.Immutable;
using Nusaloka.Chat;
using Nusaloka.Persistence.Chat;

namespace Nusaloka.Grains.Chat;

/// <summary>All that an activation knows of its room, which is durable. Not thread-safe.</summary>
internal sealed class RoomMemory(StoredRoom stored)
{
    private readonly Dictionary<string, RoomMember> _members = stored.Members.ToDictionary(static member => member.AccountId, StringComparer.Ordinal);

    public string Id { get; } = stored.Id.ToString();

    public Guid Key => stored.Id;

    public RoomKind Kind => stored.Kind;

    public string? SubjectId => stored.SubjectId;

    public string Epoch { get; } = stored.Epoch.ToString();

    /// <summary>From when on nothing can be said; null for never.</summary>
    public DateTimeOffset? ClosesAt { get; set; } = stored.ClosesAt;

    public RoomHead Head { get; private set; } = stored.Head;

    public RecentEvents Recent { get; } = new(stored.Recent, stored.Reactions);

    public int MemberCount => _members.Count;

    public IEnumerable<RoomMember> Members => _members.Values;

    public RoomMember? Find(string accountId) => _members.GetValueOrDefault(accountId);

    /// <summary>Whether one of the two of a direct room has blocked the other.</summary>
    public bool IsBlocked => Kind == RoomKind.Direct && _members.Values.Any(static member => member.HasBlocked);

    /// <summary>The room as somebody sees it.</summary>
    public Room ToRoom(string accountId)
    {
        var me = Find(accountId);
        return new Room(Id, Kind, Head.Title, SubjectId, Epoch, Head.LastSeq, Head.MessageCount, MemberCount, stored.CreatedAt)
        {
            Me = me,
            Unread = me is null ? 0 : UnreadOf(me),
            ClosesAt = ClosesAt,
        };
    }

    public long UnreadOf(RoomMember member) => Math.Max(0, Head.MessageCount - member.ReadMessages);

    /// <summary>
    /// Whether a member has read or written since they became one; who joins counts as having read what was said before. Of whoever is further behind than the
    /// events at hand it is not known, and they have not.
    /// </summary>
    public bool HasLooked(RoomMember member) => member.ReadSeq >= Recent.FirstSeq && !Recent.HasJoinedAfter(member.AccountId, member.ReadSeq);

    /// <summary>A member has read so far. Answers the member as they are then.</summary>
    public RoomMember Read(RoomMember member, long seq, long messages) =>
        _members[member.AccountId] = member with { ReadSeq = Math.Max(member.ReadSeq, seq), ReadMessages = Math.Max(member.ReadMessages, messages) };

    /// <summary>Something has been written.</summary>
    public void Apply(RoomHead head, IEnumerable<RoomEvent> events, IEnumerable<MemberRow> members)
    {
        Head = head;
        foreach (var one in events)
            Recent.Add(one);
        foreach (var row in members)
        {
            if (row.IsGone)
                _members.Remove(row.Member.AccountId);
            else if (_members.TryGetValue(row.Member.AccountId, out var known))
                // They may have read on while it was being written.
                _members[row.Member.AccountId] = row.Member with
                {
                    ReadSeq = Math.Max(known.ReadSeq, row.Member.ReadSeq),
                    ReadMessages = Math.Max(known.ReadMessages, row.Member.ReadMessages),
                };
            else
                _members.Add(row.Member.AccountId, row.Member);
        }
    }

    /// <summary>
    /// A member as somebody sees them: without what is for themselves only, and without how far they have read where nobody is shown that.
    /// </summary>
    public RoomMember Shown(RoomMember member, string viewerId)
    {
        var shown = member with { QuietUntil = null, HasBlocked = false };
        return member.AccountId != viewerId && (IsBlocked || MemberCount > ChatLimits.MaxMembersShown) ? shown with { ReadSeq = 0, ReadMessages = 0 } : shown;
    }

    /// <summary>A page of the members in the order of their ids, as somebody sees them.</summary>
    public Page<RoomMember> MembersAfter(string viewerId, string? accountId, int limit)
    {
        var some = _members.Values.Where(member => accountId is null || string.CompareOrdinal(member.AccountId, accountId) > 0)
            .OrderBy(static member => member.AccountId, StringComparer.Ordinal).Take(limit + 1).ToArray();
        var page = some.Take(limit).Select(member => Shown(member, viewerId)).ToImmutableArray();
        return new Page<RoomMember>(page, some.Length > limit ? page[^1].AccountId : null);
    }
}
