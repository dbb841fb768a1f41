using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Nusaloka.Chat;

namespace Nusaloka.Api.Realtime;

/// <content>Who has joined which room.</content>
public sealed partial class NodeRealtime
{
    /// <summary>
    /// Joins a room: the client gets the frame <c>joined</c>, then what it missed, if it names a number and its epoch, then what happens. Joining again begins anew.
    /// Errors: <c>room_not_found</c>, <c>too_many_rooms</c>.
    /// </summary>
    internal async Task<Result<JoinedRoom>> JoinAsync(
        ClientConnection connection, string roomId, long? afterSeq, string? epoch, string? requestId, CancellationToken cancellationToken) =>
        TakeSeat(connection, roomId, replaces: true, out var seat, out var before)
            ? await EnterAsync(seat, before, afterSeq, epoch, requestId, waits: true, cancellationToken)
            : RealtimeErrors.TooManyRooms(Options.RoomsPerConnection);

    /// <summary>
    /// Joins a room unless the client has, or is about to: then it waits until it has. What the client asks for itself, with what it knows, is never replaced
    /// by this. Errors: those of <see cref="JoinAsync"/>.
    /// </summary>
    internal async Task<Error?> JoinOnceAsync(ClientConnection connection, string roomId, CancellationToken cancellationToken)
    {
        RoomSeat? seat;
        while (!TakeSeat(connection, roomId, replaces: false, out seat, out var other))
        {
            if (other is null)
                return RealtimeErrors.TooManyRooms(Options.RoomsPerConnection);
            await other.Joining.WaitAsync(cancellationToken);
            if (!other.IsGone)
                return null;
        }

        return (await EnterAsync(seat, before: null, afterSeq: null, epoch: null, requestId: null, waits: true, cancellationToken)).Error;
    }

    /// <summary>
    /// As <see cref="JoinOnceAsync"/>, for a room that the client has not asked for, and never waits for the client. While that is about to join by itself it answers a
    /// task after which it is to be tried again; otherwise null: the client has joined, or cannot.
    /// </summary>
    internal async Task<Task?> JoinUnaskedAsync(ClientConnection connection, string roomId, CancellationToken cancellationToken)
    {
        RoomSeat? seat;
        while (!TakeSeat(connection, roomId, replaces: false, out seat, out var other))
        {
            if (other is { Joining: { IsCompleted: false } joining })
                return joining;
            if (other is not { IsGone: true })
                return null;
        }

        await EnterAsync(seat, before: null, afterSeq: null, epoch: null, requestId: null, waits: false, cancellationToken);
        return null;
    }

    private async Task<Result<JoinedRoom>> EnterAsync(
        RoomSeat seat, RoomSeat? before, long? afterSeq, string? epoch, string? requestId, bool waits, CancellationToken cancellationToken)
    {
        var (connection, roomId, isIn) = (seat.Connection, seat.Feed.RoomId, false);
        try
        {
            // Nothing of what the client joined before comes after the new beginning.
            if (before is not null)
                await before.EndAsync();
            // First the lease, then the question: what happens between the two comes by both ways, and nothing by neither.
            if (await seat.Feed.OpenAsync() is { } notThere)
                return notThere;
            var standing = await AskAsync(connection, roomId, afterSeq, epoch, cancellationToken);
            if (!standing.IsSuccess)
                return standing.Error;

            var (joined, events) = standing.Value;
            seat.Sent = joined.Recovered ? afterSeq ?? joined.LastSeq : joined.LastSeq;
            // Whoever has begun anew meanwhile, or left, hears of this beginning no more.
            var frame = RoomFrames.Joined(roomId, joined, requestId);
            if (!seat.IsGone && (waits ? await connection.SendAsync(frame, cancellationToken) : connection.Enqueue(frame)))
                seat.CatchingUp = seat.Feed.CatchUpOrLeaveAsync(seat, joined.Epoch, events);
            isIn = true;
            return joined;
        }
        finally
        {
            if (!isIn)
                Leave(seat);
            seat.Settle();
        }
    }

    /// <summary>Leaves a room; after it the client gets nothing of it.</summary>
    internal async Task LeaveAsync(ClientConnection connection, string roomId)
    {
        if (SeatOf(connection, roomId) is not { } seat)
            return;
        Leave(seat);
        await seat.EndAsync();
    }

    /// <summary>A room has answered a client with the number of what it did: its news should be on their way.</summary>
    internal void Expect(string roomId, long seq)
    {
        if (_feeds.TryGetValue(roomId, out var feed))
            feed.Expect(seq);
    }

    /// <summary>Where the client stands, and the first part of what it missed. Only members, and officers in support rooms, get an answer.</summary>
    private async Task<Result<Standing>> AskAsync(
        ClientConnection connection, string roomId, long? afterSeq, string? epoch, CancellationToken cancellationToken)
    {
        var room = _cluster.GetGrain<IChatRoomGrain>(roomId);
        if (afterSeq is { } after)
        {
            var resumed = await room.ResumeAsync(connection.Caller, after, epoch ?? "", cancellationToken);
            return resumed.IsSuccess
                ? new Standing(new JoinedRoom(resumed.Value.IsRecovered, resumed.Value.Epoch, resumed.Value.LastSeq), resumed.Value.Events)
                : resumed.Error;
        }

        var found = await room.GetAsync(connection.Caller, cancellationToken);
        return found.IsSuccess ? new Standing(new JoinedRoom(false, found.Value.Epoch, found.Value.LastSeq), []) : found.Error;
    }

    private static RoomSeat? SeatOf(ClientConnection connection, string roomId)
    {
        lock (connection.Seats)
            return connection.Seats.GetValueOrDefault(roomId);
    }

    /// <summary>Takes a seat in a room.</summary>
    /// <param name="connection">The client.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="replaces">Whether it begins anew where the client has a seat; otherwise that one is left, and there is no new one.</param>
    /// <param name="seat">The new seat.</param>
    /// <param name="before">The seat that the client has had until now, or has; null when there is none, or the client can have none at all.</param>
    private bool TakeSeat(
        ClientConnection connection, string roomId, bool replaces, [NotNullWhen(true)] out RoomSeat? seat, out RoomSeat? before)
    {
        seat = null;
        lock (connection.Seats)
        {
            connection.Seats.TryGetValue(roomId, out before);
            // Whoever takes a connection away takes its seats away after it is gone: none may come later.
            if (connection.IsGone || (before is null && connection.Seats.Count >= Options.RoomsPerConnection))
            {
                before = null;
                return false;
            }

            if (before is not null && !replaces)
                return false;
            while (seat is null)
            {
                var feed = _feeds.GetOrAdd(roomId, static (id, node) => node.NewFeed(id), this);
                seat = feed.Add(connection);
                // Its last client has just left, and whoever saw that takes it away.
                if (seat is null)
                    _feeds.TryRemove(new KeyValuePair<string, RoomFeed>(roomId, feed));
            }

            connection.Seats[roomId] = seat;
        }

        if (before is not null)
            Remove(before);
        return true;
    }

    private RoomFeed NewFeed(string roomId) => new(roomId, NodeId, _cluster.GetGrain<IChatRoomGrain>(roomId), Evict, _instruments, _time, _logger);

    /// <summary>The client is in the room no more, and is told so.</summary>
    private void Evict(RoomSeat seat)
    {
        if (Leave(seat))
            seat.Connection.Enqueue(RoomFrames.Left(seat.Feed.RoomId));
    }

    private bool Leave(RoomSeat seat)
    {
        var roomId = seat.Feed.RoomId;
        bool isThere;
        lock (seat.Connection.Seats)
            isThere = seat.Connection.Seats.TryGetValue(roomId, out var current) && current == seat && seat.Connection.Seats.Remove(roomId);
        Remove(seat);
        return isThere;
    }

    /// <summary>The lease of a room that nobody here has joined runs out by itself: somebody may come back before.</summary>
    private void Remove(RoomSeat seat)
    {
        if (seat.Feed.Remove(seat))
            _feeds.TryRemove(new KeyValuePair<string, RoomFeed>(seat.Feed.RoomId, seat.Feed));
    }

    private sealed record Standing(JoinedRoom Joined, ImmutableArray<RoomEvent> Events);
}
