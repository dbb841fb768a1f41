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
    string roomId, IChatRoomGrain room, Action<RoomSeat> evict, RealtimeInstruments instruments, TimeProvider time, ILogger logger)
{
    /// <summary>What was told lately is kept while somebody catches up, so that the last step needs no question.</summary>
    private const int MaxRecent = 64;

    /// <summary>What is told while a gap is asked for; what is more is asked for, too.</summary>
    private const int MaxHeld = 1_000;

    /// <summary>So often a gap is asked for until the next renewal of the lease sees it again.</summary>
    private const int MaxTries = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly List<RoomSeat> _seats = [];
    private readonly List<RoomEvent> _held = [];
    private Queue<ServerFrame>? _recent;
    private int _joining;
    private string? _epoch;
    private long _last;
    private long _newest;
    private bool _isFilling;
    private bool _isRetired;
    private Task<Error?>? _opening;

    /// <summary>The room.</summary>
    public string RoomId { get; } = roomId;

    /// <summary>The gap that is being asked for; never fails.</summary>
    public Task Filling { get; private set; } = Task.CompletedTask;

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

    /// <summary>Has the room tell this node; those who come together ask once. Errors: <c>room_not_found</c>.</summary>
    public Task<Error?> OpenAsync(string nodeId)
    {
        lock (_gate)
        {
            if (_opening is null or { IsFaulted: true } or { IsCanceled: true })
                _opening = RenewAsync(nodeId, CancellationToken.None);
            return _opening;
        }
    }

    /// <summary>Has the room tell this node further, and looks whether something was missed.</summary>
    public async Task<Error?> RenewAsync(string nodeId, CancellationToken cancellationToken)
    {
        var lease = await room.SubscribeNodeAsync(nodeId, cancellationToken);
        if (!lease.IsSuccess)
            return lease.Error;
        lock (_gate)
        {
            if (_epoch is null)
                (_epoch, _last) = (lease.Value.Epoch, lease.Value.LastSeq);
            else if (_epoch != lease.Value.Epoch)
                Restart(lease.Value.Epoch, lease.Value.LastSeq);
            _newest = Math.Max(_newest, lease.Value.LastSeq);
            FillIfBehind();
        }

        return null;
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
                if (!await seat.Connection.SendAsync(RoomFrames.Of(RoomId, epoch, one), cancellationToken))
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
            if (!resumed.IsSuccess)
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
        if (_recent is not { Count: > 0 } recent || recent.Peek().Body.Seq > seat.Sent + 1)
            return false;
        foreach (var frame in recent.Where(frame => frame.Body.Seq > seat.Sent))
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
        _last = one.Seq;
        if (_joining > 0)
        {
            var recent = _recent ??= new Queue<ServerFrame>();
            recent.Enqueue(frame);
            if (recent.Count > MaxRecent)
                recent.Dequeue();
        }

        var goneId = one.Member is { Change: MemberChange.Left or MemberChange.Removed } member ? member.AccountId : null;
        foreach (var seat in CollectionsMarshal.AsSpan(_seats))
        {
            if (!seat.IsLive || one.Seq <= seat.Sent)
                continue;
            seat.Sent = one.Seq;
            seat.Connection.Enqueue(frame);
            // Whoever is out hears that they are, and nothing after it.
            if (seat.Connection.AccountId != goneId)
                continue;
            seat.IsLive = false;
            _joining++;
            ThreadPool.UnsafeQueueUserWorkItem(evict, seat, preferLocal: false);
        }
    }

    private void Tell(ServerFrame frame, Func<ClientConnection, bool>? only)
    {
        foreach (var seat in CollectionsMarshal.AsSpan(_seats))
        {
            if (seat.IsLive && (only is null || only(seat.Connection)))
                seat.Connection.Enqueue(frame);
        }
    }

    /// <summary>Another history: everybody reads the room anew.</summary>
    private void Restart(string epoch, long last)
    {
        (_epoch, _last, _newest) = (epoch, last, last);
        _held.Clear();
        _recent?.Clear();
        var frame = RoomFrames.Joined(RoomId, new JoinedRoom(false, epoch, last), null);
        foreach (var seat in CollectionsMarshal.AsSpan(_seats))
        {
            // Those who catch up are told by the room's answer.
            if (!seat.IsLive)
                continue;
            seat.Sent = last;
            seat.Connection.Enqueue(frame);
        }
    }

    /// <summary>What came while the gap was asked for, as far as it follows.</summary>
    private void TellHeld()
    {
        foreach (var one in _held)
        {
            if (one.Seq == _last + 1)
                Tell(one);
        }

        _held.Clear();
    }

    private void FillIfBehind()
    {
        if (_isFilling || _newest <= _last || _seats.Count == 0)
            return;
        _isFilling = true;
        Filling = FillAsync();
    }

    private async Task FillAsync()
    {
        // Not under the lock of whoever saw the gap.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await TryFillAsync(attempt))
                    return;
            }
            catch (Exception exception)
            {
                LogNotFilled(exception, RoomId, attempt);
            }

            await Task.Delay(Pause * attempt, time);
        }
    }

    /// <summary>Asks for what is missing, in the name of one who has joined. Whether there is nothing more to ask.</summary>
    private async Task<bool> TryFillAsync(int attempt)
    {
        RoomSeat? seat;
        string epoch;
        long after;
        lock (_gate)
        {
            seat = _seats.Count == 0 ? null : _seats[attempt % _seats.Count];
            (epoch, after) = (_epoch ?? "", _last);
            if (seat is null || attempt > MaxTries)
            {
                _held.Clear();
                _isFilling = false;
                return true;
            }
        }

        var resumed = await room.ResumeAsync(seat.Connection.Caller, after, epoch);
        lock (_gate)
        {
            // Whoever is no member any more cannot ask; another can.
            if (!resumed.IsSuccess)
                return false;
            if (resumed.Value.IsRecovered && resumed.Value.Epoch == _epoch)
                Tell(resumed.Value.Events);
            else
                Restart(resumed.Value.Epoch, resumed.Value.LastSeq);
            TellHeld();
            _isFilling = _newest > _last;
            return !_isFilling;
        }
    }

    [LoggerMessage(6600, LogLevel.Warning, "What is missing of room {RoomId} could not be read (try {Attempt}); it is tried again")]
    private partial void LogNotFilled(Exception exception, string roomId, int attempt);
}
