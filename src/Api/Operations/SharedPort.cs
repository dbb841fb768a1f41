using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Nusaloka.Operations;

namespace Nusaloka.Api.Operations;

/// <summary>
/// Lets this process listen on the port of the one that it succeeds, with NUSALOKA_REUSE_PORT. It listens once a grain has
/// answered, and from that moment on gets all new connections; the older process keeps those that it has, and drains. Linux only.
/// </summary>
/// <remarks>
/// SO_REUSEPORT alone would deal new connections out to both, and those that a process has not accepted when it closes its
/// listener would be reset. So the group of listeners carries a filter that always picks the second: the successor while there
/// are two, for the kernel appends listeners in the order they come. With one there is no second, and it gets them all.
/// </remarks>
internal sealed partial class SharedPort(IGrainFactory grains, TimeProvider clock, ILogger<SharedPort> logger) : IHostedLifecycleService
{
    // socket(7) and linux/filter.h.
    private const int SolSocket = 1;
    private const int SoReusePort = 15;
    private const int SoAttachReusePortCbpf = 51;
    private const ushort BpfReturnConstant = 0x06;
    private const uint Second = 1;

    private static readonly TimeSpan GrainsPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ProbePause = TimeSpan.FromMilliseconds(200);

    private readonly List<Socket> _listeners = [];

    /// <summary>Makes the socket that Kestrel listens on.</summary>
    public Socket Bind(EndPoint endPoint)
    {
        if (endPoint is not IPEndPoint address)
            return SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);

        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.Address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.SetRawSocketOption(SolSocket, SoReusePort, BitConverter.GetBytes(1));
            socket.Bind(address);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        _listeners.Add(socket);
        return socket;
    }

    /// <summary>Waits until grains answer. Kestrel starts to listen after this.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(GrainsPatience, clock);
        while (!await GrainsAnswerAsync(lastTry: patience.IsCancellationRequested, cancellationToken))
            await Task.Delay(ProbePause, clock, cancellationToken);
    }

    /// <summary>Asks for all new connections. Kestrel listens by now.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var listener in _listeners)
                PickTheSecond(listener);
        }
        catch (SocketException exception)
        {
            LogNotSteered(exception);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> GrainsAnswerAsync(bool lastTry, CancellationToken cancellationToken)
    {
        try
        {
            await grains.GetGrain<IProbeGrain>("0").CheckAsync(cancellationToken).WaitAsync(ProbePatience, clock, cancellationToken);
            return true;
        }
        catch (Exception exception) when (!lastTry && !cancellationToken.IsCancellationRequested)
        {
            LogNotAnswered(exception);
            return false;
        }
    }

    /// <summary>Attaches a classic BPF program of one instruction, which the kernel copies: struct sock_fprog { u16 length; sock_filter* }.</summary>
    private static void PickTheSecond(Socket listener)
    {
        var filter = new byte[8];
        BitConverter.TryWriteBytes(filter, BpfReturnConstant);
        BitConverter.TryWriteBytes(filter.AsSpan(4), Second);
        Span<byte> program = stackalloc byte[2 * IntPtr.Size];
        program.Clear();
        BitConverter.TryWriteBytes(program, (ushort)1);
        var pin = GCHandle.Alloc(filter, GCHandleType.Pinned);
        try
        {
            MemoryMarshal.Write(program[IntPtr.Size..], pin.AddrOfPinnedObject());
            listener.SetRawSocketOption(SolSocket, SoAttachReusePortCbpf, program);
        }
        finally
        {
            pin.Free();
        }
    }

    [LoggerMessage(1211, LogLevel.Information, "No grain answers yet, so this process does not listen yet.")]
    private partial void LogNotAnswered(Exception exception);

    [LoggerMessage(1212, LogLevel.Warning, "The kernel does not steer connections: while two processes share the port, it deals them out to both.")]
    private partial void LogNotSteered(Exception exception);
}
