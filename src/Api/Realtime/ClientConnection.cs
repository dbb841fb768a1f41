using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Chat;

namespace Nusaloka.Api.Realtime;

/// <summary>
/// One connected client, through whatever door. Frames wait in a bounded queue; a work item of the thread pool writes them while there are any, so that an
/// idle connection costs no task and no buffer. Thread-safe.
/// </summary>
public sealed class ClientConnection : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly OutgoingFrames _frames;
    private readonly IFrameWriter _writer;
    private readonly RealtimeInstruments _instruments;
    private readonly TimeProvider _time;
    private TaskCompletionSource? _space;
    private CatchUpTurns? _catchUps;
    private CloseReason? _closing;
    private string? _sending;
    private long _busySince;
    private bool _isWriting;
    private bool _isGone;

    internal ClientConnection(
        TokenIdentity identity, ConnectionTopics topics, IFrameWriter writer, int capacity, RealtimeInstruments instruments, TimeProvider time)
    {
        (Identity, Topics, _writer, _instruments, _time) = (identity, topics, writer, instruments, time);
        _frames = new OutgoingFrames(capacity);
    }

    /// <summary>Whose it is. Changes when the client shows a new token of the same account.</summary>
    public TokenIdentity Identity { get; private set; }

    /// <summary>The account.</summary>
    public string AccountId => Identity.Subject;

    /// <summary>The session whose end ends the connection.</summary>
    public string SessionId => Identity.SessionId;

    /// <summary>The client as rooms know it.</summary>
    public RoomCaller Caller => new(Identity.Subject, Identity.Role is Role.Officer or Role.Admin);

    /// <summary>What it is for.</summary>
    public ConnectionTopics Topics { get; }

    /// <summary>Whether it is being closed, or closed.</summary>
    public bool IsClosing => Volatile.Read(ref _closing) is not null;

    /// <summary>Whether its door has ended.</summary>
    internal bool IsGone => Volatile.Read(ref _isGone);

    /// <summary>The rooms that the client has joined; locked by whoever reads or changes it.</summary>
    internal Dictionary<string, RoomSeat> Seats { get; } = new(0, StringComparer.Ordinal);

    /// <summary>Which of them is brought up to date.</summary>
    internal CatchUpTurns CatchUps => LazyInitializer.EnsureInitialized(ref _catchUps, static () => new CatchUpTurns());

    /// <summary>What is being written; never fails.</summary>
    internal Task Writing { get; private set; } = Task.CompletedTask;

    /// <summary>Whether the client joins a room that its account is added to without being asked.</summary>
    internal bool JoinsNewRooms { get; set; }

    /// <summary>Whether the client was told that its token expires soon.</summary>
    internal bool IsWarned { get; set; }

    /// <summary>Gives the client a frame; never waits. False: it was dropped, or the connection ends.</summary>
    public bool Enqueue(ServerFrame frame)
    {
        lock (_gate)
        {
            if (_closing is not null)
                return false;
            switch (_frames.Add(frame))
            {
                case OutgoingFrames.Outcome.Dropped:
                    _instruments.CountDropped();
                    return false;
                case OutgoingFrames.Outcome.Full:
                    End(CloseReason.SlowReader);
                    return false;
                default:
                    Start();
                    return true;
            }
        }
    }

    /// <summary>
    /// Gives the client news of something that may be its own: while it still waits for the answer to that, the news go out with the answer, which is about to come.
    /// </summary>
    /// <param name="frame">The frame.</param>
    /// <param name="name">The name that whoever did it gave it; null for none.</param>
    internal void EnqueueNews(ServerFrame frame, string? name)
    {
        lock (_gate)
        {
            if (name is not null && name == _sending && !_isWriting && _closing is null && frame.Class == FrameClass.Critical
                && _frames.Add(frame) == OutgoingFrames.Outcome.Waits)
                return;
        }

        Enqueue(frame);
    }

    /// <summary>The client does something that has a name, and is answered when that is done: <see cref="Answered"/> must follow.</summary>
    internal void Asked(string? name)
    {
        lock (_gate)
            _sending = name;
    }

    /// <summary>The client has its answer, or gets none: what waited for it is written.</summary>
    internal void Answered()
    {
        lock (_gate)
        {
            _sending = null;
            if (!_frames.IsEmpty)
                Start();
        }
    }

    /// <summary>Gives the client a frame when less than half of the queue is used: for what there is much of. False: the connection ends.</summary>
    public async ValueTask<bool> SendAsync(ServerFrame frame, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task space;
            lock (_gate)
            {
                if (_closing is not null)
                    return false;
                if (!_frames.IsHalfFull)
                {
                    _frames.Add(frame);
                    Start();
                    return true;
                }

                space = (_space ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await space.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Ends the connection; the first reason counts.</summary>
    public void Close(CloseReason reason)
    {
        lock (_gate)
        {
            if (_closing is null)
                End(reason);
        }
    }

    /// <summary>Called by the thread pool.</summary>
    void IThreadPoolWorkItem.Execute() => Writing = WriteAllAsync();

    /// <summary>The client has shown a new token of the same account.</summary>
    internal void Renew(TokenIdentity identity) => (Identity, IsWarned) = (identity, false);

    /// <summary>The door has ended: nothing is written any more.</summary>
    internal void Gone()
    {
        lock (_gate)
        {
            Volatile.Write(ref _isGone, true);
            _closing ??= CloseReason.Normal;
            _frames.Clear();
            _space?.TrySetResult();
        }
    }

    /// <summary>Cuts the connection when a write, or its end, takes too long.</summary>
    internal void CutWhenStuck(TimeSpan write, TimeSpan end)
    {
        lock (_gate)
        {
            if (_isGone || _busySince == 0)
                return;
            var busy = _time.GetElapsedTime(_busySince);
            if (busy <= (_closing is null ? write : end))
                return;
            if (_closing is null)
                End(CloseReason.SlowReader);
        }

        Abort();
    }

    private void Start()
    {
        if (_isWriting || _isGone)
            return;
        _isWriting = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void End(CloseReason reason)
    {
        Volatile.Write(ref _closing, reason);
        _instruments.CountClose(reason);
        if (reason.DropsWaiting)
            _frames.Clear();
        // A write that hangs is cut after a while; until then it may still come to the end.
        _busySince = _time.GetTimestamp();
        _space?.TrySetResult();
        Start();
    }

    private async Task WriteAllAsync()
    {
        try
        {
            while (Next(out var frame, out var goodbye))
            {
                if (goodbye is not null)
                {
                    await _writer.CloseAsync(goodbye, CancellationToken.None);
                    return;
                }

                if (frame is not null)
                {
                    await _writer.WriteAsync(frame, CancellationToken.None);
                    _instruments.CountDelivery();
                }
            }
        }
        catch (Exception)
        {
            // The client is gone, or never was a good one. Its door ends when its reading does, and says so.
            Abort();
        }
    }

    /// <summary>The next frame, or the goodbye when none waits any more; false when there is nothing to write.</summary>
    private bool Next(out ServerFrame? frame, out CloseReason? goodbye)
    {
        lock (_gate)
        {
            goodbye = null;
            var isThere = _frames.TryTake(out frame) && !_isGone;
            if (!_frames.IsHalfFull)
            {
                _space?.TrySetResult();
                _space = null;
            }

            if (_closing is null)
                _busySince = isThere ? _time.GetTimestamp() : 0;
            else if (!isThere)
                goodbye = _isGone ? null : _closing;
            // After a goodbye nobody writes again.
            _isWriting = isThere || goodbye is not null;
            return _isWriting;
        }
    }

    /// <summary>Not on this thread: ending a connection may run what waits for it.</summary>
    private void Abort() => ThreadPool.UnsafeQueueUserWorkItem(static writer => writer.Abort(), _writer, preferLocal: false);
}
