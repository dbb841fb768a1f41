using Nusaloka.Api.Realtime;

namespace Nusaloka.Api.Tests.Realtime;

/// <summary>Keeps what is written, and waits before each write while it is told to.</summary>
internal sealed class RecordingWriter : IFrameWriter
{
    private readonly Lock _gate = new();
    private readonly List<ServerFrame> _frames = [];
    private TaskCompletionSource? _held;

    public IReadOnlyList<ServerFrame> Frames
    {
        get
        {
            lock (_gate)
                return [.. _frames];
        }
    }

    public CloseReason? Closed { get; private set; }

    public bool IsAborted { get; private set; }

    /// <summary>Writes that have begun, whether they may go on or not.</summary>
    public int Begun { get; private set; }

    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo() => _held?.TrySetResult();

    public async ValueTask WriteAsync(ServerFrame frame, CancellationToken cancellationToken)
    {
        Begun++;
        if (_held is { } held)
            await held.Task;
        lock (_gate)
            _frames.Add(frame);
    }

    public ValueTask CloseAsync(CloseReason reason, CancellationToken cancellationToken)
    {
        Closed = reason;
        return ValueTask.CompletedTask;
    }

    public void Abort()
    {
        IsAborted = true;
        LetGo();
    }
}
