using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Nusaloka.Bench.Cluster;

/// <summary>Sends back whatever comes, over the socket transport that the embedded runtime uses, too: the least that a call between processes costs.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly IConnectionListener _listener;
    private readonly Task _accepting;

    private EchoServer(IConnectionListener listener)
    {
        _listener = listener;
        _accepting = AcceptAsync();
    }

    public static async Task<EchoServer> StartAsync(int port)
    {
        var factory = new SocketTransportFactory(
            Options.Create(new SocketTransportOptions { UnsafePreferInlineScheduling = true, WaitForDataBeforeAllocatingBuffer = false }), NullLoggerFactory.Instance);
        return new EchoServer(await factory.BindAsync(new IPEndPoint(IPAddress.Loopback, port)));
    }

    public async ValueTask DisposeAsync()
    {
        await _listener.UnbindAsync();
        await _accepting;
        await _listener.DisposeAsync();
    }

    private static async Task EchoAsync(ConnectionContext connection)
    {
        await using (connection)
        {
            try
            {
                var (input, output) = (connection.Transport.Input, connection.Transport.Output);
                for (ReadResult read; !(read = await input.ReadAsync()).IsCompleted; input.AdvanceTo(read.Buffer.End))
                {
                    foreach (var piece in read.Buffer)
                        output.Write(piece.Span);
                    await output.FlushAsync();
                }
            }
            catch (ConnectionResetException)
            {
                // The client is done.
            }
        }
    }

    private async Task AcceptAsync()
    {
        while (await _listener.AcceptAsync() is { } connection)
            _ = EchoAsync(connection);
    }
}
