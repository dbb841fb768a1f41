using System.Diagnostics;
using Nusaloka.Runtime.Conformance.Silo.Hosting;

namespace Nusaloka.Runtime.Conformance.Clusters;

/// <summary>A silo of Runtime.Conformance.Silo in a process of its own.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    /// <summary>For the start and for the end of a process, on a machine under load.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _log = [];

    private SiloProcess(ProcessSettings settings)
    {
        var start = new ProcessStartInfo("dotnet", [Program()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings.ToEnvironment()) start.Environment[name] = value;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => End();
    }

    /// <summary>What it is called in the cluster.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What it wrote.</summary>
    public string Log
    {
        get
        {
            lock (_log) return string.Join('\n', _log);
        }
    }

    /// <summary>Starts a silo; completes when it serves.</summary>
    public static async Task<SiloProcess> StartAsync(ProcessSettings settings)
    {
        var silo = new SiloProcess(settings);
        silo._process.Start();
        silo._process.BeginOutputReadLine();
        silo._process.BeginErrorReadLine();
        try
        {
            silo.Name = await silo._ready.Task.WaitAsync(Patience);
            return silo;
        }
        catch (Exception exception)
        {
            await silo.DisposeAsync();
            throw new InvalidOperationException($"A silo process did not start: {exception.Message}\n{silo.Log}", exception);
        }
    }

    /// <summary>Lets it drain and leave.</summary>
    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"Silo {Name} did not end within {Patience}.\n{Log}", exception);
        }

        if (_process.ExitCode != 0) throw new InvalidOperationException($"Silo {Name} ended with exit code {_process.ExitCode}.\n{Log}");
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    /// <summary>The program in its own folder, beside that of the tests: there nothing lies that it does not know.</summary>
    private static string Program()
    {
        var tests = new DirectoryInfo(AppContext.BaseDirectory);
        var name = typeof(ProcessSettings).Assembly.GetName().Name ?? "";
        var program = Path.Combine(tests.Parent?.Parent?.FullName ?? "", name, tests.Name, $"{name}.dll");
        return File.Exists(program) ? program : throw new FileNotFoundException($"There is no silo program at {program}: build the solution.", program);
    }

    private void End()
    {
        // The last lines are read.
        _process.WaitForExit();
        _ready.TrySetException(new InvalidOperationException($"It ended with exit code {_process.ExitCode} before it served."));
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        if (line.StartsWith(ProcessSettings.Ready, StringComparison.Ordinal)) _ready.TrySetResult(line[ProcessSettings.Ready.Length..]);
        lock (_log) _log.Add(line);
    }
}
