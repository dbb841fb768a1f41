using System.Diagnostics;
using System.Globalization;

namespace Nusaloka.Bench.Realtime;

/// <summary>A server of sockets that runs as a process of its own.</summary>
internal sealed class SocketServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;

    private SocketServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<SocketServerProcess> StartAsync(string argument, string postgres, string key)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(SocketServerProcess).Assembly.Location);
        start.ArgumentList.Add(argument);
        start.Environment[SocketServer.PostgresVariable] = postgres;
        start.Environment[SocketServer.KeyVariable] = key;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal))
                return new SocketServerProcess(process, new Uri(line[6..]));
        }

        throw new InvalidOperationException("The server of sockets ended before it was ready; its errors are above.");
    }

    /// <summary>After its garbage is collected: resident bytes, bytes of living objects, and processor time so far.</summary>
    public async Task<(long Resident, long Managed, TimeSpan Processor)> UsageAsync()
    {
        await _process.StandardInput.WriteLineAsync("usage");
        await _process.StandardInput.FlushAsync();
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new InvalidOperationException("The server of sockets has ended.");
        var numbers = Array.ConvertAll(line.Split(' '), static text => long.Parse(text, CultureInfo.InvariantCulture));
        return (numbers[0], numbers[1], TimeSpan.FromTicks(numbers[2]));
    }

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
}
