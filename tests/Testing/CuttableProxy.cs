using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Nusaloka.Testing;

/// <summary>
/// Stands before a server of this machine and passes bytes both ways, until it is told to hold them back, to cut the connections, or to
/// let nobody through.
/// </summary>
public sealed class CuttableProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Socket> _sockets = [];
    private readonly int _target;
    private int _passed;
    private bool _barred;
    private readonly Task _accepting;
    private volatile TaskCompletionSource _open = Opened();

    /// <param name="target">The server's port.</param>
    public CuttableProxy(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect to.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>host:port of that.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>How often something has passed.</summary>
    public int Passed => Volatile.Read(ref _passed);

    /// <summary>From here on nothing passes, as if a peer had stopped.</summary>
    public void Hold() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held back passes, and all that comes after it.</summary>
    public void Release()
    {
        var held = _open;
        _open = Opened();
        held.TrySetResult();
    }

    /// <summary>Ends all connections hard.</summary>
    public void Cut()
    {
        lock (_sockets) CloseAll();
    }

    /// <summary>Ends all connections hard, and every new one at once.</summary>
    public void Bar()
    {
        lock (_sockets)
        {
            _barred = true;
            CloseAll();
        }
    }

    /// <summary>Everything passes again that is connected from here on; what was held back is lost.</summary>
    public void Heal()
    {
        lock (_sockets)
        {
            _barred = false;
            CloseAll();
        }

        Release();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _open.TrySetResult();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Cut();
        _listener.Dispose();
        _stop.Dispose();
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private void CloseAll()
    {
        foreach (var socket in _sockets) socket.Close(timeout: 0);

        _sockets.Clear();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var near = await _listener.AcceptSocketAsync(_stop.Token);
            var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await far.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _target), _stop.Token);
            }
            catch (SocketException)
            {
                // The server is away, and that is what the client shall see.
                near.Close(timeout: 0);
                continue;
            }

            lock (_sockets)
            {
                _sockets.AddRange([near, far]);
                if (_barred) CloseAll();
            }

            _ = PassAsync(near, far);
            _ = PassAsync(far, near);
        }
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
            {
                await _open.Task;
                Interlocked.Increment(ref _passed);
                await to.SendAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // It was cut.
        }

        to.Dispose();
    }
}
