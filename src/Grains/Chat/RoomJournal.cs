using Nusaloka.Chat;
using Nusaloka.Persistence.Chat;
using Orleans.Storage;

namespace Nusaloka.Grains.Chat;

/// <summary>
/// Writes what happens in one room: gives each event its number, hands to the lane all that gathered while the last write was under way, and
/// lets the memory know what is durable. One write at a time, so numbers have no gaps whatever fails. After a failure nothing more is written: the
/// memory may be wrong, and the activation must end. Belongs to one activation and runs on its scheduler.
/// </summary>
internal sealed class RoomJournal(RoomMemory memory, long firstWriteId, IMessageLane lane, RoomStore store, ReadMarks marks, IRoomListener listener)
{
    /// <summary>Drafts of one write: more wait for the next.</summary>
    private const int MaxDrafts = 256;

    private readonly LinkedList<RoomDraft> _waiting = [];
    private Task _pump = Task.CompletedTask;
    private long _nextWriteId = firstWriteId;
    private Exception? _broken;

    /// <summary>Writes a draft; ends when it is durable.</summary>
    public Task<RoomCommit> WriteAsync(RoomDraft draft)
    {
        if (_broken is not null)
            return Task.FromException<RoomCommit>(_broken);
        _waiting.AddLast(draft);
        if (_pump.IsCompleted)
            _pump = PumpAsync();
        return draft.Answer;
    }

    /// <summary>Writes how far members have read.</summary>
    public async Task FlushAsync()
    {
        await _pump;
        if (!marks.IsEmpty && _broken is null)
            await WriteAsync(new RoomDraft([], []));
    }

    private async Task PumpAsync()
    {
        while (_waiting.First is not null && _broken is null)
        {
            var drafts = Take();
            var write = Number(drafts, out var numbered);
            try
            {
                // Another write has taken the marks along that this one was for.
                if (write is { After: null, Cursors: [] })
                {
                    Written(write, drafts, numbered);
                    continue;
                }

                var outcome = await lane.WriteAsync(write);
                switch (outcome)
                {
                    case RoomWriteOutcome.Written:
                        Written(write, drafts, numbered);
                        break;
                    case RoomWriteOutcome.Repeated:
                        marks.PutBack(write.Cursors);
                        await AnswerRepeatsAsync(drafts);
                        break;
                    default:
                        throw new InconsistentStateException(
                            $"Room {memory.Id} was written by another activation; the caller may repeat what it asked.", storedEtag: "", currentEtag: $"{write.Before.Version}");
                }
            }
            catch (Exception exception)
            {
                marks.PutBack(write.Cursors);
                Fail(drafts, exception, isHarmless: write.After is null);
            }
        }
    }

    private List<RoomDraft> Take()
    {
        var drafts = new List<RoomDraft>();
        while (_waiting.First is { } first && drafts.Count < MaxDrafts)
        {
            // A second change of the same member waits: a write has one row for each.
            if (drafts.Count > 0 && first.Value.Members.Count > 0)
                break;
            drafts.Add(first.Value);
            _waiting.RemoveFirst();
        }

        return drafts;
    }

    private RoomWrite Number(List<RoomDraft> drafts, out List<RoomEvent[]> numbered)
    {
        var before = memory.Head;
        var head = before;
        numbered = new List<RoomEvent[]>(drafts.Count);
        var hasMembers = false;
        foreach (var draft in drafts)
        {
            var events = new RoomEvent[draft.Events.Count];
            for (var i = 0; i < events.Length; i++)
            {
                head = After(head, draft.Events[i]);
                events[i] = draft.Events[i] with { Seq = head.LastSeq, MessageCount = head.MessageCount };
            }

            numbered.Add(events);
            hasMembers |= draft.Members.Count > 0;
        }

        var after = hasMembers || head.LastSeq > before.LastSeq ? head with { Version = before.Version + 1 } : null;
        return new RoomWrite(
            memory.Key, _nextWriteId++, before, after,
            [.. numbered.SelectMany(static events => events)], [.. drafts.SelectMany(static draft => draft.Members)],
            listener.IsTimeForMarks() ? marks.Take() : [],
            after is not null && after.MessageCount > before.MessageCount && listener.IsTimeForNews() ? RoomSpoken.Of(memory.Id, after.Version) : null);
    }

    private static RoomHead After(RoomHead head, RoomEvent next)
    {
        var seq = head.LastSeq + 1;
        head = head with { LastSeq = seq, Title = next.Title ?? head.Title };
        return next.Kind == RoomEventKind.Message ? head with { MessageCount = head.MessageCount + 1, LastMessageSeq = seq, ActiveAt = next.At } : head;
    }

    private void Written(RoomWrite write, List<RoomDraft> drafts, List<RoomEvent[]> numbered)
    {
        if (write.After is { } after)
        {
            memory.Apply(after, write.Events, write.Members);
            listener.Written(write.Events, write.Members);
            if (write.News is not null)
                listener.Told();
        }

        for (var i = 0; i < drafts.Count; i++)
            drafts[i].Done(new RoomCommit(numbered[i], Replayed: false));
    }

    /// <summary>Some messages had been sent before: they are answered, and the others are written without them, in their order.</summary>
    private async Task AnswerRepeatsAsync(List<RoomDraft> drafts)
    {
        var found = 0;
        for (var i = drafts.Count - 1; i >= 0; i--)
        {
            var first = drafts[i].Events is [{ ActorId: { } sender, ClientMessageId: { } name }]
                ? await store.FindSentAsync(memory.Key, Guid.Parse(sender), name)
                : null;
            if (first is null)
            {
                _waiting.AddFirst(drafts[i]);
                continue;
            }

            found++;
            drafts[i].Done(new RoomCommit([first], Replayed: true));
        }

        if (found == 0)
            throw new InvalidOperationException($"Room {memory.Id} has a message twice, and it is not there.");
    }

    private void Fail(List<RoomDraft> drafts, Exception exception, bool isHarmless)
    {
        foreach (var draft in drafts)
            draft.Failed(exception);
        if (isHarmless)
            return;

        _broken = exception;
        foreach (var draft in _waiting)
            draft.Failed(exception);
        _waiting.Clear();
        listener.Broken(exception);
    }
}
