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

    /// <summary>Parts of a frame: whoever sends bytes one by one, or none again and again, keeps us busy with one frame.</summary>
    public const int MaxParts = 512;

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
        var begunAt = time.GetTimestamp();
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
        try
        {
            var length = 0;
            for (var parts = 1; parts <= MaxParts; parts++)
            {
                var receiving = socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                // Nearly always the frame is there as a whole, and no clock is needed.
                var part = receiving.IsCompleted ? await receiving : await WaitAsync(socket, receiving.AsTask(), begunAt, time);
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

            return (false, CloseReason.Malformed);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>Waits for the rest of a frame; a client that takes too long for it is cut.</summary>
    private static async Task<ValueWebSocketReceiveResult> WaitAsync(WebSocket socket, Task<ValueWebSocketReceiveResult> receiving, long begunAt, TimeProvider time)
    {
        try
        {
            var left = Patience - time.GetElapsedTime(begunAt);
            return await receiving.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        }
        catch (TimeoutException)
        {
            // The buffer belongs to the reading until that has ended.
            socket.Abort();
            return await receiving;
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
