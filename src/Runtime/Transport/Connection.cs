using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Nusaloka.Runtime.Serialization;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Transport;

/// <summary>
/// A proven connection: frames in and out, signs of life, the end. One loop reads and hands each frame on at once, on its own thread; what
/// it calls must therefore be quick, and never the code of grains or callers.
/// </summary>
internal abstract partial class Connection
{
    private const int PrefixBytes = sizeof(int);

    /// <summary>Prefix and kind.</summary>
    private const int HeadBytes = PrefixBytes + 1;

    private readonly ConnectionContext _context;
    private readonly IDuplexPipe _pipe;
    private readonly SendQueue _queue;
    private readonly int _maxSentFrameBytes;
    private byte[] _split = [];
    private long _lastHeard;
    private long _lastAsked;
    private int _closed;

    protected Connection(TransportContext transport, ConnectionContext context, IDuplexPipe pipe, SiloAddress remote, int maxSentFrameBytes)
    {
        Transport = transport;
        _context = context;
        _pipe = pipe;
        Remote = remote;
        _maxSentFrameBytes = Math.Min(maxSentFrameBytes, transport.Options.MaxFrameBytes);
        _queue = new SendQueue(pipe.Output, transport.Options.MaxQueuedBytes, Close);
        _lastHeard = transport.Time.GetTimestamp();
    }

    /// <summary>Who is at the other end; a client by an address it made up.</summary>
    public SiloAddress Remote { get; }

    public bool IsClosed => Volatile.Read(ref _closed) != 0;

    protected TransportContext Transport { get; }

    /// <summary>Cancelled when the socket is closed.</summary>
    protected CancellationToken Ended => _context.ConnectionClosed;

    /// <summary>Reads until the connection ends; then it is closed.</summary>
    public async Task RunAsync()
    {
        Exception? reason = null;
        try
        {
            while (true)
            {
                var result = await _pipe.Input.ReadAsync().ConfigureAwait(false);
                _lastHeard = Transport.Time.GetTimestamp();
                var rest = HandleFrames(result.Buffer);
                _pipe.Input.AdvanceTo(rest, result.Buffer.End);
                if (result.IsCompleted) break;
            }
        }
        catch (Exception exception)
        {
            reason = exception;
        }

        Close(reason);
    }

    /// <summary>Asks a silent peer for a sign of life; gives up one that has shown none for long.</summary>
    public void CheckLife()
    {
        var now = Transport.Time.GetTimestamp();
        var interval = Transport.Options.KeepAliveInterval;
        var silence = Transport.Time.GetElapsedTime(Volatile.Read(ref _lastHeard), now);
        if (silence < interval) return;
        if (_lastAsked <= Volatile.Read(ref _lastHeard))
        {
            _lastAsked = now;
            SendSignal(FrameKind.Ping);
        }
        else if (Transport.Time.GetElapsedTime(_lastAsked, now) >= 2 * interval)
        {
            // Only after a question: a process that was stopped itself has heard nothing either.
            Close(new IOException($"Nothing was heard of {Remote} for {silence}."));
        }
    }

    /// <summary>Ends the connection now. Any thread, more than once.</summary>
    public void Close(Exception? reason)
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0) return;
        if (reason is null or OperationCanceledException or ConnectionResetException or ConnectionAbortedException) LogClosed(Transport.Logger, Remote, reason?.Message ?? "it was closed");
        else LogBroken(Transport.Logger, reason, Remote);
        var taken = _queue.Close();
        OnClosed(reason, taken);
        _ = DisposeContextAsync();
    }

    /// <summary>Sends what waits, then ends the connection.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _queue.DrainAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            // Completed output is sent to its end before the socket closes.
            if (!IsClosed) await _pipe.Output.CompleteAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or InvalidOperationException)
        {
            Close(exception);
        }
    }

    /// <summary>A frame has come; its body is good until this returns.</summary>
    /// <exception cref="ProtocolException">The other end does not keep to the protocol.</exception>
    protected abstract void Handle(FrameKind kind, ReadOnlySpan<byte> body);

    /// <summary>The connection has ended; what was appended to be sent before that place may have been.</summary>
    protected abstract void OnClosed(Exception? reason, long sentUpTo);

    /// <summary>Begins a frame.</summary>
    protected static void Begin(WireWriter writer, FrameKind kind)
    {
        writer.Clear();
        writer.Reserve(PrefixBytes);
        writer.WriteByte((byte)kind);
    }

    /// <summary>Begins a frame that belongs to a call.</summary>
    protected static void Begin(WireWriter writer, FrameKind kind, ulong number)
    {
        Begin(writer, kind);
        writer.WriteFixed64(number);
    }

    /// <summary>Whether the frame is longer than the other end takes.</summary>
    protected bool IsTooLong(WireWriter writer) => writer.Length - PrefixBytes > _maxSentFrameBytes;

    protected FrameTooLongException TooLong(WireWriter writer, string what) => new(what, writer.Length - PrefixBytes, _maxSentFrameBytes);

    /// <summary>Ends the frame and sends it.</summary>
    /// <param name="writer">In which the frame was begun.</param>
    /// <param name="isBounded">Whether it may be refused because too much waits.</param>
    /// <param name="position">Where the frame begins in the stream; set before any of it is written.</param>
    protected AppendResult Send(WireWriter writer, bool isBounded, ref long position)
    {
        var frame = writer.WrittenSpan;
        BinaryPrimitives.WriteInt32LittleEndian(frame, frame.Length - PrefixBytes);
        Transport.Instruments.MessageSent(frame.Length);
        return _queue.Append(frame, isBounded, ref position);
    }

    /// <summary>Ends the frame and sends it, however much waits.</summary>
    protected AppendResult Send(WireWriter writer, bool isBounded = false)
    {
        var anywhere = 0L;
        return Send(writer, isBounded, ref anywhere);
    }

    /// <summary>Sends a frame without body.</summary>
    protected void SendSignal(FrameKind kind)
    {
        Span<byte> frame = stackalloc byte[HeadBytes];
        BinaryPrimitives.WriteInt32LittleEndian(frame, 1);
        frame[PrefixBytes] = (byte)kind;
        _queue.Append(frame);
    }

    /// <summary>Sends a frame that is a kind, a call's number and another number.</summary>
    protected void SendNumbers(FrameKind kind, ulong number, long value)
    {
        const int bodyBytes = sizeof(ulong) + sizeof(long);
        Span<byte> frame = stackalloc byte[HeadBytes + bodyBytes];
        BinaryPrimitives.WriteInt32LittleEndian(frame, 1 + bodyBytes);
        frame[PrefixBytes] = (byte)kind;
        BinaryPrimitives.WriteUInt64LittleEndian(frame[HeadBytes..], number);
        BinaryPrimitives.WriteInt64LittleEndian(frame[(HeadBytes + sizeof(ulong))..], value);
        _queue.Append(frame);
    }

    protected static (ulong Number, long Value) ReadNumbers(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        return (reader.ReadFixed64(), unchecked((long)reader.ReadFixed64()));
    }

    /// <summary>Handles the whole frames in the buffer; says where the rest begins.</summary>
    private SequencePosition HandleFrames(ReadOnlySequence<byte> buffer)
    {
        while (true)
        {
            var bytes = buffer.FirstSpan;
            var offset = 0;
            while (bytes.Length - offset >= PrefixBytes)
            {
                var length = CheckLength(BinaryPrimitives.ReadInt32LittleEndian(bytes[offset..]));
                if (bytes.Length - offset - PrefixBytes < length) break;
                HandleFrame(bytes.Slice(offset + PrefixBytes, length));
                offset += PrefixBytes + length;
            }

            buffer = buffer.Slice(offset);
            if (buffer.IsSingleSegment || !TryHandleSplitFrame(ref buffer)) return buffer.Start;
        }
    }

    /// <summary>Handles the first frame, which lies in more than one piece of the buffer, if all of it is there.</summary>
    private bool TryHandleSplitFrame(ref ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length < PrefixBytes) return false;
        Span<byte> prefix = stackalloc byte[PrefixBytes];
        buffer.Slice(0, PrefixBytes).CopyTo(prefix);
        var length = CheckLength(BinaryPrimitives.ReadInt32LittleEndian(prefix));
        if (buffer.Length - PrefixBytes < length) return false;
        if (_split.Length < length)
        {
            if (_split.Length > 0) ArrayPool<byte>.Shared.Return(_split);
            _split = ArrayPool<byte>.Shared.Rent(length);
        }

        var frame = _split.AsSpan(0, length);
        buffer.Slice(PrefixBytes, length).CopyTo(frame);
        HandleFrame(frame);
        buffer = buffer.Slice(PrefixBytes + length);
        return true;
    }

    private int CheckLength(int length) =>
        length > 0 && length <= Transport.Options.MaxFrameBytes
            ? length
            : throw new ProtocolException($"{Remote} sent a frame of {length} bytes; at most {Transport.Options.MaxFrameBytes} are taken.");

    private void HandleFrame(ReadOnlySpan<byte> frame)
    {
        Transport.Instruments.MessageReceived(frame.Length + PrefixBytes);
        var kind = (FrameKind)frame[0];
        if (kind == FrameKind.Ping) SendSignal(FrameKind.Pong);
        else if (kind != FrameKind.Pong) Handle(kind, frame[1..]);
    }

    private async Task DisposeContextAsync()
    {
        // Away from the loops that close: the end waits for them.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            _context.Abort();
            await _context.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogDisposeFailed(Transport.Logger, exception, Remote);
        }
    }

    [LoggerMessage(200, LogLevel.Debug, "The connection with {Remote} has ended: {Reason}.")]
    private static partial void LogClosed(ILogger logger, SiloAddress remote, string reason);

    [LoggerMessage(207, LogLevel.Warning, "The connection with {Remote} was given up.")]
    private static partial void LogBroken(ILogger logger, Exception exception, SiloAddress remote);

    [LoggerMessage(201, LogLevel.Warning, "The connection with {Remote} did not end well.")]
    private static partial void LogDisposeFailed(ILogger logger, Exception exception, SiloAddress remote);
}
