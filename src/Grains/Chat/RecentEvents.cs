using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Nusaloka.Chat;

namespace Nusaloka.Grains.Chat;

/// <summary>
/// The last events of a room, contiguous up to its last one, with messages as they are now and their reactions: what those who reconnect, or
/// open the room, are answered from without the database. Not thread-safe.
/// </summary>
internal sealed class RecentEvents
{
    private readonly List<RoomEvent> _events;

    /// <summary>For each event a number that its sender and their name for it make: every message is looked for before it is taken.</summary>
    private readonly List<int> _names;
    private readonly Dictionary<long, MessageReactions> _reactions = [];

    /// <param name="events">The last events of the room in the order of their numbers, at most <see cref="ChatLimits.RecentEvents"/>.</param>
    /// <param name="reactions">The reactions to the messages among them.</param>
    public RecentEvents(IEnumerable<RoomEvent> events, IEnumerable<(long Seq, string Emoji, string AccountId)> reactions)
    {
        _events = [.. events];
        _names = _events.ConvertAll(static one => NameOf(one.ActorId, one.ClientMessageId));
        foreach (var (seq, emoji, accountId) in reactions)
            ReactionsOf(seq).Set(emoji, accountId, isGiven: true);
    }

    /// <summary>The number of the first event at hand; one more than the room's last when there is none.</summary>
    public long FirstSeq => _events.Count > 0 ? _events[0].Seq : 1;

    /// <summary>Whether everything that ever happened in the room is at hand.</summary>
    public bool IsWhole => FirstSeq == 1;

    /// <summary>Takes the next event in, and lets the oldest go.</summary>
    public void Add(RoomEvent next)
    {
        _events.Add(next);
        _names.Add(NameOf(next.ActorId, next.ClientMessageId));
        switch (next)
        {
            case { Kind: RoomEventKind.Edited, TargetSeq: { } target, Content: { } content }:
                Replace(target, message => message with { Content = message.Content is { } old ? old with { Text = content.Text } : null, EditedAt = next.At });
                break;
            case { Kind: RoomEventKind.Removed, TargetSeq: { } target }:
                Scrub(target, next.Removal);
                break;
            case { Kind: RoomEventKind.ReactionAdded or RoomEventKind.ReactionRemoved, TargetSeq: { } target, Emoji: { } emoji, ActorId: { } actor }:
                if (target >= FirstSeq)
                    ReactionsOf(target).Set(emoji, actor, next.Kind == RoomEventKind.ReactionAdded);
                break;
        }

        // Twice as many before half are let go, so that each costs little.
        if (_events.Count >= 2 * ChatLimits.RecentEvents)
            Forget(_events.Count - ChatLimits.RecentEvents);
    }

    /// <summary>All events after a number; null when not all of them are at hand.</summary>
    public ImmutableArray<RoomEvent>? After(long seq)
    {
        var skipped = seq + 1 - FirstSeq;
        return skipped < 0 ? null : [.. _events.Skip((int)Math.Min(skipped, _events.Count))];
    }

    /// <summary>How many messages the room had up to an event; null when that is not at hand.</summary>
    public long? MessageCountAt(long seq) => Find(seq)?.MessageCount;

    /// <summary>The event with a number; null when it is not at hand.</summary>
    public RoomEvent? Find(long seq)
    {
        var index = seq - FirstSeq;
        return index >= 0 && index < _events.Count ? _events[(int)index] : null;
    }

    /// <summary>Whether somebody became a member after an event.</summary>
    public bool HasJoinedAfter(string accountId, long seq)
    {
        for (var i = _events.Count - 1; i >= 0 && _events[i].Seq > seq; i--)
        {
            if (_events[i].Member is { Change: MemberChange.Joined } member && member.AccountId == accountId)
                return true;
        }

        return false;
    }

    /// <summary>The message that somebody sent under a name; null when it is not at hand.</summary>
    public RoomEvent? FindSent(string senderId, string clientMessageId)
    {
        var name = NameOf(senderId, clientMessageId);
        var names = CollectionsMarshal.AsSpan(_names);
        for (var i = names.LastIndexOf(name); i >= 0; i = names[..i].LastIndexOf(name))
        {
            if (_events[i].ClientMessageId == clientMessageId && _events[i].ActorId == senderId)
                return _events[i];
        }

        return null;
    }

    /// <summary>The reactions to a message that is at hand.</summary>
    public MessageReactions ReactionsOf(long seq)
    {
        if (!_reactions.TryGetValue(seq, out var reactions))
            _reactions.Add(seq, reactions = new MessageReactions());
        return reactions;
    }

    /// <summary>A message that is at hand as somebody sees it.</summary>
    public ChatMessage ToMessage(string roomId, RoomEvent sent, string accountId) => ChatMessage.Of(roomId, sent) with
    {
        Reactions = _reactions.TryGetValue(sent.Seq, out var reactions) && sent.Removal == MessageRemoval.None ? reactions.For(accountId) : [],
    };

    /// <summary>
    /// A part of the messages and whether there are more in its direction; null when the database must be asked.
    /// </summary>
    public (ImmutableArray<ChatMessage> Messages, bool HasMore)? History(string roomId, HistoryQuery query)
    {
        var messages = _events.Where(static one => one.Kind == RoomEventKind.Message);
        if (query.After is { } after)
        {
            if (after < FirstSeq - 1)
                return null;
            var found = messages.Where(one => one.Seq > after).Take(query.Limit + 1).ToArray();
            return (Shown(found.Take(query.Limit)), found.Length > query.Limit);
        }

        var before = query.Before ?? long.MaxValue;
        var all = messages.Where(one => one.Seq < before).ToArray();
        if (all.Length <= query.Limit && !IsWhole)
            return null;
        return (Shown(all.TakeLast(query.Limit)), all.Length > query.Limit);

        ImmutableArray<ChatMessage> Shown(IEnumerable<RoomEvent> some) => [.. some.Select(one => ToMessage(roomId, one, query.Caller.AccountId))];
    }

    private void Scrub(long target, MessageRemoval removal)
    {
        Replace(target, message => message with { Content = null, Removal = removal });
        _reactions.Remove(target);
        for (var i = 0; i < _events.Count; i++)
        {
            if (_events[i] is { Kind: RoomEventKind.Edited } edit && edit.TargetSeq == target)
                _events[i] = edit with { Content = null, Removal = removal };
        }
    }

    private void Replace(long seq, Func<RoomEvent, RoomEvent> change)
    {
        if (Find(seq) is { Kind: RoomEventKind.Message } message)
            _events[(int)(seq - FirstSeq)] = change(message);
    }

    private void Forget(int count)
    {
        foreach (var old in _events.Take(count))
            _reactions.Remove(old.Seq);
        _events.RemoveRange(0, count);
        _names.RemoveRange(0, count);
    }

    /// <summary>Equal for equal names; 0 for none.</summary>
    private static int NameOf(string? senderId, string? clientMessageId) => clientMessageId is null ? 0 : HashCode.Combine(senderId, clientMessageId);
}
