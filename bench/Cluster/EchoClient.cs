using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Nusaloka.Bench.Cluster;

/// <summary>
/// Calls without anything but the transport: 64 bytes go out, 64 bytes come back, on one connection, in order. What gathers while the last write
/// is under way goes out with the next.
/// </summary>
internal sealed class EchoClient : IAsyncDisposable
{
    private const int MessageBytes = 64;

    private readonly Lock _gate = new();
    private readonly ConnectionContext _connection;
    private readonly SocketConnectionContextFactory _factory;
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private readonly Task _reading;
    private int _pending;
    private bool _writing;

    private EchoClient(SocketConnectionContextFactory factory, ConnectionContext connection)
    {
        (_factory, _connection) = (factory, connection);
        _reading = ReadAsync();
    }

    public static async Task<EchoClient> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        var factory = new SocketConnectionContextFactory(
            new SocketConnectionFactoryOptions { UnsafePreferInlineScheduling = true, WaitForDataBeforeAllocatingBuffer = false }, NullLogger.Instance);
        return new EchoClient(factory, factory.Create(socket));
    }

    /// <summary>One message there and back.</summary>
    public Task CallAsync()
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Enqueue(answer);
            _pending++;
            if (_writing)
                return answer.Task;
            _writing = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static client => _ = client.WriteAsync(), this, preferLocal: false);
        return answer.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Abort();
        await _connection.DisposeAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _factory.Dispose();
    }

    private async Task WriteAsync()
    {
        var output = _connection.Transport.Output;
        while (true)
        {
            int count;
            lock (_gate)
            {
                count = _pending;
                _pending = 0;
                _writing = count > 0;
            }

            if (count == 0)
                return;
            output.GetSpan(count * MessageBytes)[..(count * MessageBytes)].Clear();
            output.Advance(count * MessageBytes);
            await output.FlushAsync();
        }
    }

    private async Task ReadAsync()
    {
        var input = _connection.Transport.Input;
        while (true)
        {
            var read = await input.ReadAsync();
            var whole = read.Buffer.Length / MessageBytes;
            input.AdvanceTo(read.Buffer.GetPosition(whole * MessageBytes), read.Buffer.End);
            for (; whole > 0; whole--)
            {
                TaskCompletionSource? answer;
                lock (_gate)
                    answer = _waiting.Dequeue();
                answer.SetResult();
            }

            if (read.IsCompleted)
                return;
        }
    }
}
