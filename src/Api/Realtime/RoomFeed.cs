using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Nusaloka.Chat;

namespace Nusaloka.Api.Realtime;

/// <summary>
/// One room on this node: what the room tells by the node's stream goes to every connection that has joined, in the order of the numbers, each once. A gap
/// in the numbers, or a lease that says that there is more, has the feed ask the room. A connection that joins catches up by asking the room itself, and is
/// live once it has what the feed has. Thread-safe: everything below is under the lock, and nothing is awaited there.
/// </summary>
internal sealed partial class RoomFeed(
    string roomId, string nodeId, IChatRoomGrain room, Action<RoomSeat> evict, RealtimeInstruments instruments, TimeProvider time, ILogger logger)
{
    /// <summary>What was told lately is kept while somebody catches up, so that the last step needs no question.</summary>
    private const int MaxRecent = 64;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly List<RoomSeat> _seats = [];
    private readonly List<RoomEvent> _held = [];
    private Queue<(ServerFrame Frame, string? GoneId)>? _recent;
    private int _joining;
    private string? _epoch;
    private long _last;
    private long _newest;
    private bool _isFilling;
    private bool _isRetired;
    private bool _isExpecting;
    private Task<Error?>? _opening;

    /// <summary>The room.</summary>
    public string RoomId { get; } = roomId;

    /// <summary>Gives the connection a place, which is not live yet; null when the feed is over and another must be made.</summary>
    public RoomSeat? Add(ClientConnection connection)
    {
        lock (_gate)
        {
            if (_isRetired)
                return null;
            var seat = new RoomSeat(this, connection) { Index = _seats.Count };
            _seats.Add(seat);
            _joining++;
            return seat;
        }
    }

    /// <summary>Takes a place away. Whether it was the last: then the feed is over.</summary>
    public bool Remove(RoomSeat seat)
    {
        lock (_gate)
        {
            if (seat.IsGone)
                return false;
            seat.IsGone = true;
            if (!seat.IsLive)
                Joined();
            var last = _seats[^1];
            _seats[seat.Index] = last;
            last.Index = seat.Index;
            _seats.RemoveAt(_seats.Count - 1);
            return _isRetired = _seats.Count == 0;
        }
    }

    /// <summary>What the room tells.</summary>
    public void Take(RoomNews news)
    {
        lock (_gate)
        {
            if (!news.Events.IsDefaultOrEmpty)
                Take(news.Epoch, news.Events);
            foreach (var read in news.Reads)
                Tell(RoomFrames.Of(RoomId, read), only: null);
            foreach (var mark in news.Typing)
                Tell(PresenceFrames.Of(RoomId, mark), connection => connection.AccountId != mark.AccountId);
        }
    }

    /// <summary>Tells all who have joined, or some of them.</summary>
    public void Broadcast(ServerFrame frame, Func<ClientConnection, bool>? only)
    {
        lock (_gate)
            Tell(frame, only);
    }

    /// <summary>Everybody who has joined, or is about to.</summary>
    public RoomSeat[] Everybody()
    {
        lock (_gate)
            return [.. _seats];
    }

    /// <summary>
    /// Brings a seat, which has everything up to its number, to where the feed is. Answers whether the connection stays in the room.
    /// </summary>
    public async Task<bool> CatchUpAsync(RoomSeat seat, string epoch, ImmutableArray<RoomEvent> events, CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var one in events)
            {
                // Whoever has left, or begun anew, gets nothing more of this.
                if (seat.IsGone || !await seat.Connection.SendAsync(RoomFrames.Of(RoomId, epoch, one), cancellationToken))
                    return false;
                seat.Sent = one.Seq;
            }

            lock (_gate)
            {
                if (seat.IsGone)
                    return false;
                if (epoch == _epoch && Reaches(seat))
                {
                    Joined();
                    return seat.IsLive = true;
                }
            }

            var resumed = await room.ResumeAsync(seat.Connection.Caller, seat.Sent, epoch, cancellationToken);
            if (!resumed.IsSuccess || seat.IsGone)
                return false;
            events = resumed.Value.Events;
            if (resumed.Value.IsRecovered && resumed.Value.Epoch == epoch)
            {
                // The feed heard of a history that is over, or the room answers from before: the lease says which.
                if (events.IsEmpty)
                    await Task.Delay(Pause, time, cancellationToken);
                continue;
            }

            epoch = resumed.Value.Epoch;
            seat.Sent = resumed.Value.LastSeq;
            events = [];
            await seat.Connection.SendAsync(RoomFrames.Joined(RoomId, new JoinedRoom(false, epoch, seat.Sent), null), cancellationToken);
        }
    }

    /// <summary>As <see cref="CatchUpAsync"/>, and never fails: whoever may not stay is put out, and whoever cannot be served is sent away to come back.</summary>
    public async Task CatchUpOrLeaveAsync(RoomSeat seat, string epoch, ImmutableArray<RoomEvent> events)
    {
        // Not under the lock of whoever has seen that something is missed.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var turns = events.IsEmpty ? null : seat.Connection.CatchUps;
        try
        {
            if (turns?.EnterAsync() is { IsCompleted: false } turn)
            {
                // The room has it as well.
                events = [];
                await turn;
            }

            if (!await CatchUpAsync(seat, epoch, events, CancellationToken.None))
                evict(seat);
        }
        catch (Exception exception)
        {
            // Nothing is shown out of order or left out: the client comes back and resumes.
            LogNotCaughtUp(exception, RoomId);
            seat.Connection.Close(CloseReason.Unavailable);
        }
        finally
        {
            turns?.Leave();
        }
    }

    private void Take(string epoch, ImmutableArray<RoomEvent> events)
    {
        var newest = events[^1].Seq;
        if (_epoch is not null && epoch != _epoch)
        {
            Restart(epoch, newest);
            return;
        }

        _newest = Math.Max(_newest, newest);
        // The lease is not answered yet: it says where to begin, and that there is more.
        if (_epoch is null)
            return;
        if (!_isFilling && events[0].Seq <= _last + 1)
        {
            Tell(events);
            return;
        }

        if (_held.Count + events.Length <= MaxHeld)
            _held.AddRange(events);
        if (!_isFilling)
            instruments.CountGap();
        FillIfBehind();
    }

    /// <summary>Whether a seat that catches up has everything, if need be by what was told a moment ago.</summary>
    private bool Reaches(RoomSeat seat)
    {
        if (seat.Sent >= _last)
            return true;
        if (_recent is not { Count: > 0 } recent || recent.Peek().Frame.Body.Seq > seat.Sent + 1)
            return false;
        // Whoever was removed meanwhile has no right to what came after it: the room says so.
        var missed = recent.Where(one => one.Frame.Body.Seq > seat.Sent).ToArray();
        if (Array.Exists(missed, one => one.GoneId == seat.Connection.AccountId))
            return false;
        foreach (var (frame, _) in missed)
            seat.Connection.Enqueue(frame);
        seat.Sent = _last;
        return true;
    }

    private void Joined()
    {
        if (--_joining == 0)
            _recent = null;
    }

    private void Tell(ImmutableArray<RoomEvent> events)
    {
        foreach (var one in events)
        {
            if (one.Seq > _last)
                Tell(one);
        }

        _newest = Math.Max(_newest, _last);
    }

    private void Tell(RoomEvent one)
    {
        var frame = RoomFrames.Of(RoomId, _epoch ?? "", one);
        var goneId = one.Member is { Change: MemberChange.Left or MemberChange.Removed } member ? member.AccountId : null;
        _last = one.Seq;
        if (_joining > 0)
        {
            var recent = _recent ??= new Queue<(ServerFrame, string?)>();
            recent.Enqueue((frame, goneId));
            if (recent.Count > MaxRecent)
                recent.Dequeue();
        }

        foreach (var seat in CollectionsMarshal.AsSpan(_seats))
        {
            if (!seat.IsLive || one.Seq <= seat.Sent)
                continue;
            seat.Sent = one.Seq;
            seat.Connection.EnqueueNews(frame, one.ActorId == seat.Connection.AccountId ? one.ClientMessageId : null);
            // Whoever is out hears that they are, and nothing after it.
            if (seat.Connection.AccountId == goneId)
                TakeOut(seat);
        }
    }

    /// <summary>Somebody who was live is no member any more, and hears nothing from now on.</summary>
    private void TakeOut(RoomSeat seat)
    {
        Silence(seat);
        ThreadPool.UnsafeQueueUserWorkItem(evict, seat, preferLocal: false);
    }

    /// <summary>A seat that was live hears nothing until it has caught up.</summary>
    private void Silence(RoomSeat seat)
    {
        seat.IsLive = false;
        _joining++;
    }

    private void Tell(ServerFrame frame, Func<ClientConnection, bool>? only)
    {
        foreach (var seat in CollectionsMarshal.AsSpan(_seats))
        {
            if (seat.IsLive && (only is null || only(seat.Connection)))
                seat.Connection.Enqueue(frame);
        }
    }
}
