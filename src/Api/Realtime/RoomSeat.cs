namespace Nusaloka.Api.Realtime;

/// <summary>
/// One connection in one room. While it catches up, who reads for it moves <see cref="Sent"/>; when it is live, the feed does, under its lock.
/// </summary>
internal sealed class RoomSeat(RoomFeed feed, ClientConnection connection)
{
    private TaskCompletionSource? _joining = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isGone;

    public RoomFeed Feed { get; } = feed;

    public ClientConnection Connection { get; } = connection;

    /// <summary>The number of the last event that the client has, or will have when its queue is written.</summary>
    public long Sent { get; set; }

    /// <summary>Whether the client has everything up to the feed's last event.</summary>
    public bool IsLive { get; set; }

    /// <summary>Whether the client has left. Whoever sends it what it missed looks before each frame.</summary>
    public bool IsGone
    {
        get => Volatile.Read(ref _isGone);
        set => Volatile.Write(ref _isGone, value);
    }

    /// <summary>Where it is in the feed's list.</summary>
    public int Index { get; set; }

    /// <summary>Ends when the client has joined, or could not; never fails.</summary>
    public Task Joining => Volatile.Read(ref _joining)?.Task ?? Task.CompletedTask;

    /// <summary>The gap that is being sent; never fails.</summary>
    public Task CatchingUp { get; set; } = Task.CompletedTask;

    /// <summary>Ends when nothing more is sent that the client asked for; never fails.</summary>
    public async Task EndAsync()
    {
        await Joining;
        await CatchingUp;
    }

    /// <summary>The client has joined, or could not.</summary>
    public void Settle() => Interlocked.Exchange(ref _joining, null)?.TrySetResult();
}
