using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.CommandLine;

/// <summary>./nusaloka finds what runs, what died and what is in the way.</summary>
[Collection(FreshCheckoutCollection.Name)]
public sealed class UpAndDownTests(FreshCheckout checkout, ITestOutputHelper output)
{
    [Fact]
    public async Task Up_Twice_SecondFindsTheFirstAndDownStopsAll()
    {
        await RunAsync("./nusaloka up", expectedExitCode: 0);
        var first = await StatusAsync(expectedExitCode: 0);

        var again = await RunAsync("./nusaloka up", expectedExitCode: 0);

        Assert.Contains($"already runs at http://127.0.0.1:{checkout.Port}", again, StringComparison.Ordinal);
        Assert.Equal(first, await StatusAsync(expectedExitCode: 0));
        Assert.Equal(["postgres ready", "api ready"], first.Select(process => $"{process.Role} {process.State}"));
        await RunAsync("./nusaloka down", expectedExitCode: 0);
        Assert.All(await StatusAsync(expectedExitCode: 3), process => Assert.Equal((null, "stopped"), (process.Pid, process.State)));
        Assert.All(first, process => Assert.False(IsRunning(process), $"{process} is still there."));
    }

    [Fact]
    public async Task Up_AfterKill_SaysSoAndStartsAgain()
    {
        await RunAsync("./nusaloka up", expectedExitCode: 0);
        var killed = (await StatusAsync(expectedExitCode: 0)).Single(process => process.Role == "api");
        await RunAsync($"kill -9 {killed.Pid}", expectedExitCode: 0);
        Assert.Contains("dead", (await StatusAsync(expectedExitCode: 3)).Select(process => process.State));

        var again = await RunAsync("./nusaloka up", expectedExitCode: 0);

        Assert.Contains($"pid {killed.Pid}) has died", again, StringComparison.Ordinal);
        Assert.DoesNotContain(killed.Pid, (await StatusAsync(expectedExitCode: 0)).Select(process => process.Pid));
        await RunAsync("./nusaloka down", expectedExitCode: 0);
    }

    [Fact]
    public async Task Up_PortTaken_SaysByWhomAndWhatToDo()
    {
        await RunAsync("./nusaloka down", expectedExitCode: 0);
        using var inTheWay = new TcpListener(IPAddress.Loopback, checkout.Port);
        inTheWay.Start();

        var refused = await RunAsync("./nusaloka up", expectedExitCode: 1);

        Assert.Contains($"Port {checkout.Port} is taken by pid {Environment.ProcessId} ", refused, StringComparison.Ordinal);
        Assert.Contains("./nusaloka up --port ", refused, StringComparison.Ordinal);
        Assert.All(await StatusAsync(expectedExitCode: 3), process => Assert.Equal("stopped", process.State));
    }

    // A process that has ended but that its parent has not collected still has a folder, and no command line.
    private static bool IsRunning(ProcessStatus process)
    {
        var commandLine = $"/proc/{process.Pid}/cmdline";
        return File.Exists(commandLine) && File.ReadAllText(commandLine).Length > 0;
    }

    private async Task<string> RunAsync(string commands, int expectedExitCode)
    {
        var (exitCode, text) = await checkout.RunAsync(commands);
        output.WriteLine($"$ {commands}\n{text}");
        Assert.Equal(expectedExitCode, exitCode);
        return text;
    }

    private async Task<IReadOnlyList<ProcessStatus>> StatusAsync(int expectedExitCode)
    {
        var json = await RunAsync("./nusaloka status --json", expectedExitCode);
        return [.. JsonSerializer.Deserialize<JsonElement>(json).GetProperty("processes").EnumerateArray().Select(process => new ProcessStatus(
            process.GetProperty("role").GetString() ?? "",
            process.GetProperty("pid").ValueKind == JsonValueKind.Null ? null : process.GetProperty("pid").GetInt32().ToString(CultureInfo.InvariantCulture),
            process.GetProperty("state").GetString() ?? ""))];
    }

    private sealed record ProcessStatus(string Role, string? Pid, string State);
}
