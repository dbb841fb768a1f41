using Nusaloka.Scenarios.Harness;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.CommandLine;

/// <summary>./nusaloka runs a cluster: starts it, shows it, heals it, changes its size, and restarts it while it serves.</summary>
[Collection(FreshCheckoutCollection.Name)]
public sealed class ClusterTests(FreshCheckout checkout, ITestOutputHelper output) : IAsyncLifetime
{
    private const int People = 3;
    private const int RequestsBetween = 50;

    private static readonly TimeSpan LoadPatience = TimeSpan.FromSeconds(60);

    private readonly Terminal _terminal = new(checkout, output);

    public Task InitializeAsync() => _terminal.RunAsync("./nusaloka down");

    public Task DisposeAsync() => _terminal.RunAsync("./nusaloka down");

    [Fact]
    public async Task Up_ThreeSilos_StatusShowsThemAndDownStopsAll()
    {
        await _terminal.RunAsync("./nusaloka up --silos 3");

        var running = await _terminal.StatusAsync();

        Assert.Equal(["postgres", "redis", "silo-1", "silo-2", "silo-3", "api-1"], running.Select(process => process.Name));
        Assert.All(running, process => Assert.Equal("ready", process.State));
        var members = running.Where(process => process.Role is "silo" or "api").ToArray();
        Assert.All(members, process => Assert.Equal(3, process.Silos));
        Assert.Single(members.Select(process => process.ViewVersion).Distinct());
        Assert.Contains(members, process => process.Activations is { Count: > 0 });
        Assert.Contains("Nusaloka already runs at", await _terminal.RunAsync("./nusaloka up"), StringComparison.Ordinal);
        Assert.Equal(running.Select(process => process.Pid), (await _terminal.StatusAsync()).Select(process => process.Pid));

        await _terminal.RunAsync("./nusaloka down");
        Assert.All(await _terminal.StatusAsync(expectedExitCode: 3), process => Assert.Equal((null, "stopped"), (process.Pid, process.State)));
        Assert.All(running, process => Assert.False(process.IsRunning, $"{process} is still there."));
    }

    [Fact]
    public async Task Up_AfterASiloWasKilled_StartsItAgainAndLeavesTheOthers()
    {
        await _terminal.RunAsync("./nusaloka up --silos 3");
        var before = await _terminal.StatusAsync();
        var killed = before.Single(process => process.Name == "silo-2");
        await _terminal.RunAsync($"kill -9 {killed.Pid}");
        Assert.Equal("dead", (await _terminal.StatusAsync(expectedExitCode: 3)).Single(process => process.Name == killed.Name).State);
        var refused = await _terminal.RunAsync("./nusaloka restart --rolling", expectedExitCode: 1);
        Assert.Contains("silo-2 is dead; nothing was restarted.", refused, StringComparison.Ordinal);

        var healed = await _terminal.RunAsync("./nusaloka up");

        Assert.Contains($"silo-2 (pid {killed.Pid}) has died; starting it again.", healed, StringComparison.Ordinal);
        var after = await _terminal.StatusAsync();
        Assert.Equal(before.Select(process => (process.Name, process.Address)), after.Select(process => (process.Name, process.Address)));
        Assert.Equal([killed.Name], after.ExceptBy(before.Select(process => process.Pid), process => process.Pid).Select(process => process.Name));
        Assert.All(after.Where(process => process.Role is "silo" or "api"), process => Assert.Equal(3, process.Silos));
    }

    [Fact]
    public async Task Up_OtherNumbers_AddsAndTakesAway()
    {
        await _terminal.RunAsync("./nusaloka up --silos 2");
        var two = await _terminal.StatusAsync();

        await _terminal.RunAsync("./nusaloka up --silos 3 --apis 2");
        var three = await _terminal.StatusAsync();
        await _terminal.RunAsync("./nusaloka up --silos 1 --apis 1");
        var one = await _terminal.StatusAsync();

        Assert.Equal(["silo-3", "api-2"], three.ExceptBy(two.Select(process => process.Pid), process => process.Pid).Select(process => process.Name));
        Assert.Equal(["postgres", "redis", "silo-1", "api-1"], one.Select(process => process.Name));
        Assert.Empty(one.ExceptBy(two.Select(process => process.Pid), process => process.Pid));
        Assert.All(one.Where(process => process.Role is "silo" or "api"), process => Assert.Equal(1, process.Silos));
    }

    [Fact]
    public async Task RestartRolling_UnderLoad_ReplacesEveryProcessAndNoRequestFails()
    {
        await _terminal.RunAsync("./nusaloka up --silos 3 --apis 2 --no-rate-limits");
        var before = await _terminal.StatusAsync();
        await RestartUnderLoadAsync("", before.Where(process => process.Role == "api"));
        var after = await _terminal.StatusAsync();
        Assert.Equal(before.Select(process => (process.Name, process.Address)), after.Select(process => (process.Name, process.Address)));
        Assert.All(
            after.Where(process => process.Role is "silo" or "api"),
            process => Assert.DoesNotContain(process.Pid, before.Select(old => old.Pid)));

        // With one API there is nobody else to go to while it is replaced.
        await _terminal.RunAsync("./nusaloka up --silos 3 --apis 1");
        await RestartUnderLoadAsync("api-1", after.Where(process => process.Name == "api-1"));
        var last = await _terminal.StatusAsync();
        Assert.Equal(["api-1"], last.ExceptBy(after.Select(process => process.Pid), process => process.Pid).Select(process => process.Name));
        Assert.Equal(after.Single(process => process.Name == "api-1").Address, last.Single(process => process.Name == "api-1").Address);
    }

    [Fact]
    public async Task Readme_Cluster_RunsVerbatim()
    {
        var commands = ReadmeCommands.Extract(await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "README.md")), "A cluster");

        var shown = await _terminal.RunAsync(commands);

        Assert.Contains("silo-3", shown, StringComparison.Ordinal);
        Assert.Contains("Restarted: silo-1 silo-2 silo-3 api-1 api-2", shown, StringComparison.Ordinal);
        Assert.All(await _terminal.StatusAsync(expectedExitCode: 3), process => Assert.Equal("stopped", process.State));
    }

    /// <summary>Restarts what it is told, while people ask these APIs; nobody must notice.</summary>
    private async Task RestartUnderLoadAsync(string name, IEnumerable<ProcessStatus> apis)
    {
        using var load = new BalancedLoad(apis.Select(process => process.Address ?? ""));
        await load.StartAsync(People);
        await AnsweredAsync(load, RequestsBetween);

        await _terminal.RunAsync($"./nusaloka restart --rolling {name}");

        await AnsweredAsync(load, load.Requests + RequestsBetween);
        await load.StopAsync();
        output.WriteLine($"{load.Requests} requests, {load.Failures.Count} failed");
        Assert.Empty(load.Failures);
    }

    private static Task AnsweredAsync(BalancedLoad load, int requests) => Eventually.TrueAsync(
        $"{requests} answered requests",
        () => Task.FromResult(load.Requests >= requests),
        () => Task.FromResult($"{load.Requests} answered; failures: {string.Join('\n', load.Failures.Take(5))}"),
        LoadPatience);
}
