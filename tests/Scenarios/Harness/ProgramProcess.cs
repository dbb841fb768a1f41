using System.Diagnostics;

namespace Nusaloka.Scenarios.Harness;

/// <summary>A program that is started, stopped by signals and started again. Its newest lines are kept.</summary>
/// <param name="name">What messages call it.</param>
/// <param name="describe">What to start: file, arguments and environment. Streams are redirected here.</param>
internal sealed class ProgramProcess(string name, Func<ProcessStartInfo> describe) : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(40);

    private readonly LogTail _log = new();
    private Process? _process;

    public string Name { get; } = name;

    public bool HasExited => _process is not { HasExited: false };

    /// <summary>The exit code of a process that ended.</summary>
    public int ExitCode => _process is { HasExited: true } ended
        ? ended.ExitCode
        : throw new InvalidOperationException($"{Name} has not ended.");

    /// <summary>The id of the process that runs.</summary>
    public int Id => Running().Id;

    /// <summary>The newest lines of standard output and error of all starts, one below the other.</summary>
    public string Log(int lines) => _log.Last(lines);

    /// <summary>Starts it; whether it is ready is another question.</summary>
    public void Start()
    {
        if (!HasExited)
            throw new InvalidOperationException($"{Name} is still running.");

        _process?.Dispose();
        var start = describe();
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => _log.Add(line.Data);
        process.ErrorDataReceived += (_, line) => _log.Add(line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
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
        using var patience = new CancellationTokenSource(StopPatience, TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"{Name} did not end within {StopPatience} of SIGTERM.\n{Log(12)}", exception);
        }

        return process.ExitCode;
    }

    /// <summary>SIGSTOP.</summary>
    public void Pause() => Signals.Pause(Running().Id);

    /// <summary>SIGCONT.</summary>
    public void Resume() => Signals.Resume(Running().Id);

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
            await KillAsync();
        _process?.Dispose();
    }

    private Process Running() => _process is { HasExited: false } running
        ? running
        : throw new InvalidOperationException($"{Name} is not running.\n{Log(12)}");
}
