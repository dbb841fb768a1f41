using System.Diagnostics;
using System.Globalization;
using Nusaloka.Scenarios.Harness;

namespace Nusaloka.Scenarios.CommandLine;

/// <summary>
/// A copy of this checkout as it is now, without anything built or kept by ./nusaloka, for a newcomer to type commands in.
/// Its system is stopped and all of it deleted at the end.
/// </summary>
public sealed class FreshCheckout : IAsyncLifetime
{
    private static readonly string[] NotCopied = [".git", ".nusaloka", "artifacts", "bin", "obj", "node_modules", "TestResults"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nusaloka fresh ");

    /// <summary>The port that ./nusaloka up takes here when it is not told another.</summary>
    public int Port { get; } = Ports.Free();

    /// <inheritdoc/>
    public Task InitializeAsync()
    {
        // User postgres, who runs the database when these tests run as root, must get through.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_101_101);
        Copy(new DirectoryInfo(Checkout.Root), _folder);
        return Task.CompletedTask;
    }

    /// <summary>Runs shell commands in the checkout; the first that fails ends them. Answers what they wrote to both outputs.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(string commands)
    {
        var start = new ProcessStartInfo("bash")
        {
            ArgumentList = { "-euo", "pipefail", "-c", "exec 2>&1\n" + commands },
            WorkingDirectory = _folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        CleanEnvironment.Apply(start, ("NUSALOKA_PORT", Port.ToString(CultureInfo.InvariantCulture)));
        using var patience = new CancellationTokenSource(Patience);
        using var shell = Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
        shell.StandardInput.Close();
        try
        {
            var output = await shell.StandardOutput.ReadToEndAsync(patience.Token);
            await shell.WaitForExitAsync(patience.Token);
            return (shell.ExitCode, output);
        }
        finally
        {
            if (!shell.HasExited)
                shell.Kill(entireProcessTree: true);
        }
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await RunAsync("./nusaloka reset --yes");
        _folder.Delete(recursive: true);
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.EnumerateFiles())
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        foreach (var folder in from.EnumerateDirectories().Where(folder => !NotCopied.Contains(folder.Name, StringComparer.Ordinal)))
            Copy(folder, to.CreateSubdirectory(folder.Name));
    }
}
