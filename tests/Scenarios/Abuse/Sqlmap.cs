using System.Diagnostics;
using System.Globalization;
using System.Text;
using Nusaloka.Scenarios.Harness;

namespace Nusaloka.Scenarios.Abuse;

/// <summary>sqlmap, which tries to get SQL of its own into a server's queries. ./nusaloka test installs it.</summary>
internal static class Sqlmap
{
    private const string NothingFound = "all tested parameters do not appear to be injectable";
    private const string Found = "identified the following injection point";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Attacks the places of a request that are marked by <c>*</c>. Whether it got in, and all it said.</summary>
    public static async Task<(bool GotIn, string Output)> AttackAsync(Uri address, string request, int level, int risk)
    {
        var folder = Directory.CreateTempSubdirectory("nusaloka-sqlmap-");
        try
        {
            var file = Path.Combine(folder.FullName, "request");
            await File.WriteAllTextAsync(file, request.Replace("{host}", address.Authority, StringComparison.Ordinal), Encoding.ASCII);
            var output = await RunAsync(
                "-r", file, "--batch", "--ignore-stdin", "--ignore-proxy", "--ignore-code=*", "--disable-coloring", "--flush-session",
                "--dbms=postgresql", "--technique=BEUSQ", "--threads=2", "--timeout=60",
                $"--level={level.ToString(CultureInfo.InvariantCulture)}", $"--risk={risk.ToString(CultureInfo.InvariantCulture)}",
                "--output-dir=" + folder.FullName);
            var gotIn = output.Contains(Found, StringComparison.Ordinal);
            return gotIn || output.Contains(NothingFound, StringComparison.Ordinal)
                ? (gotIn, output)
                : throw new InvalidOperationException($"sqlmap did not come to an end:\n{output}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("sqlmap") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        CleanEnvironment.Apply(start);
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("sqlmap did not start.");
        process.StandardInput.Close();
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return output + await errors;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
