using System.Runtime.InteropServices;
using Nusaloka.Chat;

namespace Nusaloka.Api.Realtime;

/// <content>The room's lease, and what to do when news are missing.</content>
internal sealed partial class RoomFeed
{
    /// <summary>What is told while a gap is asked for; what is more is asked for, too.</summary>
    private const int MaxHeld = 1_000;

    /// <summary>So often a gap is asked for until the next renewal of the lease sees it again.</summary>
    private const int MaxTries = 8;

    /// <summary>How long news may be on their way after the room has answered who caused them.</summary>
    private static readonly TimeSpan NewsPatience = TimeSpan.FromMilliseconds(500);

    /// <summary>The gap that is being asked for; never fails.</summary>
    public Task Filling { get; private set; } = Task.CompletedTask;

    /// <summary>News that are waited for; never fails.</summary>
    public Task Expecting { get; private set; } = Task.CompletedTask;

    /// <summary>Has the room tell this node; those who come together ask once. Errors: <c>room_not_found</c>.</summary>
    public Task<Error?> OpenAsync()
    {
        lock (_gate)
        {
            if (_opening is null or { IsFaulted: true } or { IsCanceled: true })
                _opening = RenewAsync(CancellationToken.None);
            return _opening;
        }
    }

    /// <summary>Has the room tell this node further, and looks whether something was missed.</summary>
    public async Task<Error?> RenewAsync(CancellationToken cancellationToken)
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

    /// <summary>
    /// The room has answered a client of this node with a number. When its news do not come, the room has moved to another silo, which knows nothing of this
    /// node before it is asked again.
    /// </summary>
    public void Expect(long seq)
    {
        lock (_gate)
        {
            if (seq <= _last || _isExpecting || _epoch is null)
                return;
            _isExpecting = true;
        }

        Expecting = AskWhenLateAsync(seq);
    }

    /// <summary>
    /// Another history, or more than the room still tells: everybody reads the room anew. Among what is not known here may be who has gone, so the room answers
    /// each who asks themselves.
    /// </summary>
    private void Restart(string epoch, long last)
    {
        var before = _epoch ?? "";
        (_epoch, _last, _newest) = (epoch, last, last);
        _held.Clear();
        _recent?.Clear();
        foreach (var seat in CollectionsMarshal.AsSpan(_seats))
        {
            // Those who catch up already ask the room, too.
            if (!seat.IsLive)
                continue;
            Silence(seat);
            seat.CatchingUp = CatchUpOrLeaveAsync(seat, before, []);
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

    private async Task AskWhenLateAsync(long seq)
    {
        await Task.Delay(NewsPatience, time);
        bool isLate;
        lock (_gate)
        {
            _isExpecting = false;
            isLate = seq > _last && !_isRetired;
        }

        if (!isLate)
            return;
        try
        {
            await RenewAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogNotFilled(exception, RoomId, attempt: 0);
        }
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
            // Whoever is no member any more cannot ask, and hears no more here; another can.
            if (!resumed.IsSuccess)
            {
                if (seat is { IsLive: true, IsGone: false } && resumed.Error.Code == ChatErrors.RoomNotFound.Code)
                    TakeOut(seat);
                return false;
            }

            if (resumed.Value.IsRecovered && resumed.Value.Epoch == _epoch)
                Tell(resumed.Value.Events);
            else if (resumed.Value.Epoch != _epoch || resumed.Value.LastSeq > _last)
                Restart(resumed.Value.Epoch, resumed.Value.LastSeq);
            TellHeld();
            _isFilling = _newest > _last;
            return !_isFilling;
        }
    }

    [LoggerMessage(6600, LogLevel.Warning, "What is missing of room {RoomId} could not be read (try {Attempt}); it is tried again")]
    private partial void LogNotFilled(Exception exception, string roomId, int attempt);

    [LoggerMessage(6603, LogLevel.Warning, "A client could not be brought up to date in room {RoomId}; its connection is closed, and it comes back.")]
    private partial void LogNotCaughtUp(Exception exception, string roomId);
}
