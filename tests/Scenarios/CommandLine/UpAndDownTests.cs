using System.Net;
using System.Net.Sockets;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.CommandLine;

/// <summary>./nusaloka finds what runs, what died and what is in the way.</summary>
[Collection(FreshCheckoutCollection.Name)]
public sealed class UpAndDownTests(FreshCheckout checkout, ITestOutputHelper output)
{
    private readonly Terminal _terminal = new(checkout, output);

    [Fact]
    public async Task Up_Twice_SecondFindsTheFirstAndDownStopsAll()
    {
        await _terminal.RunAsync("./nusaloka up");
        var first = await _terminal.StatusAsync();

        var again = await _terminal.RunAsync("./nusaloka up");

        Assert.Contains($"already runs at http://127.0.0.1:{checkout.Port}", again, StringComparison.Ordinal);
        Assert.Equal(first.Select(process => process.Pid), (await _terminal.StatusAsync()).Select(process => process.Pid));
        Assert.Equal(["postgres ready", "api ready"], first.Select(process => $"{process.Role} {process.State}"));
        await _terminal.RunAsync("./nusaloka down");
        Assert.All(await _terminal.StatusAsync(expectedExitCode: 3), process => Assert.Equal((null, "stopped"), (process.Pid, process.State)));
        Assert.All(first, process => Assert.False(process.IsRunning, $"{process} is still there."));
    }

    [Fact]
    public async Task Up_AfterKill_SaysSoAndStartsAgain()
    {
        await _terminal.RunAsync("./nusaloka up");
        var killed = (await _terminal.StatusAsync()).Single(process => process.Role == "api");
        await _terminal.RunAsync($"kill -9 {killed.Pid}");
        // The signal is sent; the process ends a little later.
        await Eventually.TrueAsync($"{killed} to be gone", () => !killed.IsRunning);
        Assert.Contains("dead", (await _terminal.StatusAsync(expectedExitCode: 3)).Select(process => process.State));

        var again = await _terminal.RunAsync("./nusaloka up");

        Assert.Contains($"pid {killed.Pid}) has died", again, StringComparison.Ordinal);
        Assert.DoesNotContain(killed.Pid, (await _terminal.StatusAsync()).Select(process => process.Pid));
        await _terminal.RunAsync("./nusaloka down");
    }

    [Fact]
    public async Task Up_PortTaken_SaysByWhomAndWhatToDo()
    {
        await _terminal.RunAsync("./nusaloka down");
        using var inTheWay = new TcpListener(IPAddress.Loopback, checkout.Port);
        inTheWay.Start();

        var refused = await _terminal.RunAsync("./nusaloka up", expectedExitCode: 1);

        Assert.Contains($"Port {checkout.Port} is taken by pid {Environment.ProcessId} ", refused, StringComparison.Ordinal);
        Assert.Contains("./nusaloka up --port ", refused, StringComparison.Ordinal);
        Assert.All(await _terminal.StatusAsync(expectedExitCode: 3), process => Assert.Equal("stopped", process.State));
    }
}
