using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Nusaloka.Testing;

namespace Nusaloka.Scenarios.Harness;

/// <summary>
/// The built product as a process: one API with a silo inside, as ./nusaloka up starts it. It can be killed and started
/// again; port, database and keys stay the same.
/// </summary>
internal sealed class NusalokaProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(40);

    private readonly string _postgres;
    private readonly string _masterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly LogTail _log = new();
    private Process? _process;

    private NusalokaProcess(string postgres)
    {
        _postgres = postgres;
        Address = new Uri($"http://127.0.0.1:{Ports.Free()}");
    }

    public Uri Address { get; }

    public bool HasExited => _process is not { HasExited: false };

    /// <summary>Starts the product and waits until it is ready.</summary>
    public static async Task<NusalokaProcess> StartAsync(string postgres)
    {
        var process = new NusalokaProcess(postgres);
        await process.StartAsync();
        return process;
    }

    /// <summary>Starts a process that was ended, and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        if (!HasExited)
            throw new InvalidOperationException("The process is still running.");

        _process?.Dispose();
        _process = Launch();
        await WaitUntilReadyAsync(_process);
    }

    /// <summary>kill -9: nothing of the process gets to say a word.</summary>
    public async Task KillAsync()
    {
        var process = Running();
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and the exit code of the process that ends by it.</summary>
    public async Task<int> TerminateAsync()
    {
        var process = Running();
        Signals.Terminate(process.Id);
        using var patience = new CancellationTokenSource(StopPatience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"The process did not end within {StopPatience} of SIGTERM.\n{Log}", exception);
        }

        return process.ExitCode;
    }

    /// <summary>The end of what the process wrote, for messages about failures.</summary>
    public string Log => _log.Last(60);

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
            await KillAsync();
        _process?.Dispose();
    }

    private Process Running() => _process is { HasExited: false } running
        ? running
        : throw new InvalidOperationException($"The process is not running.\n{Log}");

    private Process Launch()
    {
        var program = Checkout.Program("Nusaloka.Api");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { program },
            WorkingDirectory = Path.GetDirectoryName(program),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        CleanEnvironment.Apply(
            start,
            ("ASPNETCORE_URLS", Address.ToString()),
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            // The log's end is shown with a failure; thousands of requests that went well would push out the line that matters.
            ("Logging__LogLevel__Default", "Warning"),
            ("NUSALOKA_POSTGRES", _postgres),
            ("NUSALOKA_MASTER_KEY", _masterKey));

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => _log.Add(line.Data);
        process.ErrorDataReceived += (_, line) => _log.Add(line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task WaitUntilReadyAsync(Process process)
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        await Eventually.TrueAsync(
            $"200 from {Address}ready",
            async () => process.HasExited
                ? throw new InvalidOperationException($"The process ended with exit code {process.ExitCode} before it was ready.\n{Log}")
                : await IsReadyAsync(http),
            () => Task.FromResult(Log),
            StartPatience);
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync(new Uri("/ready", UriKind.Relative));
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
