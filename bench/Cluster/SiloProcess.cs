using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Nusaloka.Bench.Cluster;

/// <summary>A silo as a process of its own: this program again.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private SiloProcess(Process process, int port, int echoPort) => (_process, Port, EchoPort) = (process, port, echoPort);

    public int Port { get; }

    /// <summary>Where its echo server is.</summary>
    public int EchoPort { get; }

    public static async Task<SiloProcess> StartAsync(string clusterId, string postgres)
    {
        var ports = FreePorts(3);
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(SiloProcess).Assembly.Location);
        foreach (var argument in new[] { ClusterNode.SiloArgument, clusterId }.Concat(ports.Select(static port => port.ToString(CultureInfo.InvariantCulture))))
            start.ArgumentList.Add(argument);
        start.Environment[ClusterNode.PostgresVariable] = postgres;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        var silo = new SiloProcess(process, ports[0], ports[2]);
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line == ClusterNode.ReadyLine)
                return silo;
        }

        throw new InvalidOperationException($"The silo at port {ports[0]} ended before it was ready; its errors are above.");
    }

    /// <summary>Ends it as the kernel would: kill -9.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            try
            {
                await _process.WaitForExitAsync().WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                _process.Kill();
            }
        }

        _process.Dispose();
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(static _ => new TcpListener(IPAddress.Loopback, port: 0)).ToArray();
        foreach (var listener in listeners)
            listener.Start();
        var ports = Array.ConvertAll(listeners, static listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        foreach (var listener in listeners)
            listener.Dispose();
        return ports;
    }
}
