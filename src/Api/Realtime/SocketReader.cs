using System.Buffers;
using System.Net.WebSockets;

namespace Nusaloka.Api.Realtime;

/// <summary>
/// Reads the frames of a raw WebSocket. While the client is silent it holds no buffer: it waits for bytes first, and then takes a buffer from the pool until
/// the frame was looked at.
/// </summary>
internal static class SocketReader
{
    /// <summary>Bytes of a frame.</summary>
    public const int MaxFrameBytes = 16_384;

    private const int FirstBytes = 2_048;

    /// <summary>How long a client may take for the rest of a frame.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Reads until the client says goodbye or is gone, or a frame ends the connection.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="handle">What is done with each frame; the bytes are good until it has ended.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Why the server should close the connection; null when the client has.</returns>
    public static async Task<CloseReason?> ReadAsync(
        WebSocket socket, Func<ReadOnlyMemory<byte>, CancellationToken, Task> handle, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var begin = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
            if (begin.MessageType == WebSocketMessageType.Close)
                return null;
            if (begin.MessageType == WebSocketMessageType.Binary)
                return CloseReason.NotText;
            if (begin.EndOfMessage)
            {
                await handle(ReadOnlyMemory<byte>.Empty, cancellationToken);
                continue;
            }

            var (goesOn, refused) = await ReadFrameAsync(socket, handle, time, cancellationToken);
            if (!goesOn)
                return refused;
        }
    }

    private static async Task<(bool GoesOn, CloseReason? Refused)> ReadFrameAsync(
        WebSocket socket, Func<ReadOnlyMemory<byte>, CancellationToken, Task> handle, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
        try
        {
            for (var length = 0; ;)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), either.Token);
                length += part.Count;
                if (part.MessageType == WebSocketMessageType.Close)
                    return (false, null);
                if (length > MaxFrameBytes)
                    return (false, CloseReason.TooBig);
                if (part.EndOfMessage)
                {
                    await handle(buffer.AsMemory(0, length), cancellationToken);
                    return (true, null);
                }

                if (length == buffer.Length)
                    buffer = Grow(buffer, length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static byte[] Grow(byte[] buffer, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(MaxFrameBytes + 1, buffer.Length * 4));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return larger;
    }
}
