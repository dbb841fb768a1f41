using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Nusaloka.Bench.Realtime;

/// <summary>
/// A client of WebSockets (RFC 6455) that does as little as it can, so that thousands of them leave the processors to the server: it knows text frames up to
/// 64 KiB and masks with zeros. Frames are given to one callback, in their order.
/// </summary>
internal sealed class LoadSocket : IDisposable
{
    /// <summary>What most frames fit into.</summary>
    private const int FirstSize = 1 << 10;

    private readonly Socket _socket;
    private readonly Func<LoadSocket, ReadOnlySpan<byte>, bool> _onFrame;
    private byte[] _rest = [];

    private LoadSocket(Socket socket, int number, Func<LoadSocket, ReadOnlySpan<byte>, bool> onFrame) => (_socket, Number, _onFrame) = (socket, number, onFrame);

    /// <summary>Which of all it is.</summary>
    public int Number { get; }

    /// <summary>Ends when the connection does.</summary>
    public Task Reading { get; private set; } = Task.CompletedTask;

    /// <param name="server">Where to.</param>
    /// <param name="path">The path with its query.</param>
    /// <param name="number">Which of all it is.</param>
    /// <param name="onFrame">Gets each text frame; false ends the connection.</param>
    public static async Task<LoadSocket> ConnectAsync(Uri server, string path, int number, Func<LoadSocket, ReadOnlySpan<byte>, bool> onFrame)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port));
            await socket.SendAsync(Encoding.ASCII.GetBytes(
                $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
            var client = new LoadSocket(socket, number, onFrame);
            await client.ShakeHandsAsync();
            client.Reading = client.ReadAsync();
            return client;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task SendAsync(ReadOnlyMemory<byte> text)
    {
        var frame = ArrayPool<byte>.Shared.Rent(text.Length + 8);
        try
        {
            frame[0] = 0x81;
            var header = 6;
            if (text.Length < 126)
            {
                frame[1] = (byte)(0x80 | text.Length);
            }
            else
            {
                frame[1] = 0x80 | 126;
                BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)text.Length);
                header = 8;
            }

            // A mask of zeros leaves the text as it is.
            frame.AsSpan(header - 4, 4).Clear();
            text.Span.CopyTo(frame.AsSpan(header));
            await _socket.SendAsync(frame.AsMemory(0, header + text.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frame);
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task ShakeHandsAsync()
    {
        var buffer = new byte[4_096];
        var count = 0;
        int end;
        while ((end = buffer.AsSpan(0, count).IndexOf("\r\n\r\n"u8)) < 0)
        {
            var read = await _socket.ReceiveAsync(buffer.AsMemory(count));
            if (read == 0 || count + read == buffer.Length)
                throw new InvalidOperationException($"The server ended the handshake: {Encoding.ASCII.GetString(buffer, 0, count)}");
            count += read;
        }

        if (!buffer.AsSpan().StartsWith("HTTP/1.1 101"u8))
            throw new InvalidOperationException($"The server refused: {Encoding.ASCII.GetString(buffer, 0, count)}");
        _rest = buffer[(end + 4)..count];
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[Math.Max(FirstSize, _rest.Length)];
        _rest.CopyTo(buffer, 0);
        var there = _rest.Length;
        _rest = [];
        try
        {
            while (Take(buffer.AsSpan(0, there), out var used))
            {
                buffer.AsSpan(used, there - used).CopyTo(buffer);
                there -= used;
                if (there == buffer.Length)
                    Array.Resize(ref buffer, 2 * buffer.Length);
                var read = await _socket.ReceiveAsync(buffer.AsMemory(there));
                if (read == 0)
                    break;
                there += read;
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return;
        }

        _socket.Dispose();
    }

    private bool Take(ReadOnlySpan<byte> bytes, out int used)
    {
        used = 0;
        while (TryFrame(bytes[used..], out var kind, out var text, out var length))
        {
            used += length;
            if (kind == 0x8 || (kind == 0x1 && !_onFrame(this, text)))
                return false;
        }

        return true;
    }

    private static bool TryFrame(ReadOnlySpan<byte> bytes, out int kind, out ReadOnlySpan<byte> text, out int length)
    {
        kind = length = 0;
        text = default;
        if (bytes.Length < 2)
            return false;
        int header = 2, size = bytes[1] & 0x7F;
        if (size == 127)
            throw new InvalidOperationException("A frame is larger than 64 KiB, which no frame of ours is.");
        if (size == 126)
        {
            if (bytes.Length < 4)
                return false;
            (header, size) = (4, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]));
        }

        if (bytes.Length < header + size)
            return false;
        (kind, length) = (bytes[0] & 0xF, header + size);
        text = bytes.Slice(header, size);
        return true;
    }
}
