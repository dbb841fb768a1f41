using System.Diagnostics;

namespace Nusaloka.Scenarios.Harness;

/// <summary>A maintenance command of the silo program, beside the processes that run.</summary>
internal static class MaintenanceCommand
{
    /// <summary>Runs it to its end, which must be a good one.</summary>
    public static async Task RunAsync(string postgres, params string[] arguments)
    {
        var program = Checkout.Program("Nusaloka.Silo");
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Path.GetDirectoryName(program),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[program, .. arguments])
            start.ArgumentList.Add(argument);
        CleanEnvironment.Apply(start, ("NUSALOKA_POSTGRES", postgres), ("ASPNETCORE_ENVIRONMENT", "Development"));
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', arguments)} ended with {process.ExitCode}: {said[0]}{said[1]}");
    }
}
