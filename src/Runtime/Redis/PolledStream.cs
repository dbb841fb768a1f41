using System.Net;
using System.Net.Sockets;

namespace Nusaloka.Runtime.Redis;

/// <summary>
/// A TCP connection whose reads and writes wait in <c>poll</c>, on the thread that calls them and for no longer than a deadline.
/// A <see cref="NetworkStream"/> would not do: where a socket was ever non-blocking, as one must be to connect within a time, .NET waits for
/// its readiness elsewhere, and some of what it is told there it passes on by the thread pool (SocketAsyncContext in dotnet/runtime).
/// One thread at a time.
/// </summary>
internal sealed class PolledStream : Stream
{
    private readonly Socket _socket;
    private long _started;
    private TimeSpan _within;

    private PolledStream(Socket socket) => _socket = socket;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    private TimeSpan Left => _within - TimeProvider.System.GetElapsedTime(_started);

    /// <summary>Connects, to the first address of the endpoint that takes the connection.</summary>
    /// <exception cref="IOException">None did in that time.</exception>
    public static PolledStream Connect(EndPoint endpoint, TimeSpan within)
    {
        IPEndPoint[] addresses = endpoint switch
        {
            IPEndPoint address => [address],
            DnsEndPoint name => [.. Dns.GetHostAddresses(name.Host).Select(address => new IPEndPoint(address, name.Port))],
            _ => throw new NotSupportedException($"Redis at {endpoint}: an address, or a host name and port, is needed."),
        };
        var started = TimeProvider.System.GetTimestamp();
        SocketException? failure = null;
        foreach (var address in addresses)
        {
            var line = new PolledStream(new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, Blocking = false })
            {
                _started = started,
                _within = within,
            };
            try
            {
                line.Connect(address);
                return line;
            }
            catch (SocketException exception)
            {
                line.Dispose();
                failure = exception;
            }
        }

        throw new IOException($"Redis at {endpoint} cannot be reached: {failure?.Message ?? "the name has no address"}.", failure);
    }

    /// <summary>From now on all reads and writes together have this time.</summary>
    public void Within(TimeSpan within) => (_started, _within) = (TimeProvider.System.GetTimestamp(), within);

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            var read = _socket.Receive(buffer, SocketFlags.None, out var error);
            if (!MustWait(error)) return read;
            Wait(SelectMode.SelectRead);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var sent = _socket.Send(buffer, SocketFlags.None, out var error);
            if (MustWait(error)) Wait(SelectMode.SelectWrite);
            else buffer = buffer[sent..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _socket.Dispose();
        base.Dispose(disposing);
    }

    private static bool MustWait(SocketError error) => error switch
    {
        SocketError.Success => false,
        SocketError.WouldBlock => true,
        _ => throw Failed(new SocketException((int)error)),
    };

    private static IOException Failed(SocketException cause) => new(cause.Message, cause);

    private void Connect(IPEndPoint address)
    {
        try
        {
            _socket.Connect(address);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            if (!Ready(SelectMode.SelectWrite)) throw new SocketException((int)SocketError.TimedOut);
            if (_socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) is int error and not 0) throw new SocketException(error);
        }
    }

    private void Wait(SelectMode readiness)
    {
        if (!Ready(readiness)) throw Failed(new SocketException((int)SocketError.TimedOut));
    }

    // A negative time would mean for ever.
    private bool Ready(SelectMode readiness) => Left is var left && left > TimeSpan.Zero && _socket.Poll(left, readiness);
}
