using System.IO.Pipelines;

namespace Nusaloka.Runtime.Transport;

/// <summary>
/// What waits to be written to a connection. Senders append whole frames under a short lock; one work item at a time takes all there is and
/// writes it, so that the more is sent at once the fewer writes there are, and nothing is ever delayed for that.
/// </summary>
internal sealed class SendQueue(PipeWriter output, int maxQueuedBytes, Action<Exception?> failed) : IThreadPoolWorkItem
{
    private const int SmallestBuffer = 16 * 1024;

    /// <summary>A buffer that one burst has made larger than this is not kept.</summary>
    private const int LargestKeptBuffer = 1024 * 1024;

    private readonly Lock _gate = new();
    private byte[] _pending = new byte[SmallestBuffer];
    private byte[] _spare = new byte[SmallestBuffer];
    private int _length;
    private long _taken;
    private bool _flushing;
    private bool _closed;
    private TaskCompletionSource? _drained;

    /// <summary>How many bytes have been taken off the queue to be written: what was appended before that place may have been sent.</summary>
    public long Taken
    {
        get
        {
            lock (_gate) return _taken;
        }
    }

    /// <summary>Appends a frame, however much waits.</summary>
    public AppendResult Append(ReadOnlySpan<byte> frame)
    {
        var anywhere = 0L;
        return Append(frame, isBounded: false, ref anywhere);
    }

    /// <summary>
    /// Appends a frame. When it is accepted the place in the stream at which it begins is set before anything of it can be written, so that
    /// who closes the queue knows what may have been sent.
    /// </summary>
    public AppendResult Append(ReadOnlySpan<byte> frame, bool isBounded, ref long position)
    {
        lock (_gate)
        {
            if (_closed) return AppendResult.Closed;
            if (isBounded && _length + (long)frame.Length > maxQueuedBytes) return AppendResult.Full;
            if (_pending.Length - _length < frame.Length) Grow(frame.Length);
            position = _taken + _length;
            frame.CopyTo(_pending.AsSpan(_length));
            _length += frame.Length;
            if (_flushing) return AppendResult.Accepted;
            _flushing = true;
        }

        // To the end of the pool's queue: what others are about to send goes along.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return AppendResult.Accepted;
    }

    /// <summary>Completes when all that was appended is written.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
        {
            if (!_flushing || _closed) return Task.CompletedTask;
            return (_drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Nothing can be appended any more, and what waits is not written; says where writing has stopped.</summary>
    public long Close()
    {
        lock (_gate)
        {
            _closed = true;
            _length = 0;
            _drained?.TrySetResult();
            return _taken;
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = FlushAsync();

    private async Task FlushAsync()
    {
        try
        {
            while (TryTake(out var bytes))
            {
                var result = await output.WriteAsync(bytes).ConfigureAwait(false);
                if (!result.IsCompleted) continue;
                failed(null);
                return;
            }
        }
        catch (Exception exception)
        {
            failed(exception);
        }
    }

    /// <summary>Takes all that waits; false when that is nothing, and the queue sleeps.</summary>
    private bool TryTake(out ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            bytes = _pending.AsMemory(0, _length);
            if (_length == 0)
            {
                _flushing = false;
                _drained?.TrySetResult();
                _drained = null;
                return false;
            }

            var next = _spare.Length > LargestKeptBuffer ? new byte[SmallestBuffer] : _spare;
            (_pending, _spare) = (next, _pending);
            _taken += _length;
            _length = 0;
            return true;
        }
    }

    private void Grow(int more)
    {
        var size = Math.Max(Math.Min((long)_pending.Length * 2, Array.MaxLength), _length + (long)more);
        Array.Resize(ref _pending, checked((int)size));
    }
}
