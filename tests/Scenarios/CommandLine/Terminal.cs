using Xunit.Abstractions;

namespace Nusaloka.Scenarios.CommandLine;

/// <summary>Types commands in a checkout and shows them, with what they wrote, in the output of the test.</summary>
internal sealed class Terminal(FreshCheckout checkout, ITestOutputHelper output)
{
    /// <summary>Runs commands that must end with an exit code; answers what they wrote.</summary>
    public async Task<string> RunAsync(string commands, int expectedExitCode = 0)
    {
        var (exitCode, text) = await checkout.RunAsync(commands);
        output.WriteLine($"$ {commands}\n{text}");
        Assert.Equal(expectedExitCode, exitCode);
        return text;
    }

    /// <summary>What ./nusaloka status --json shows. Its exit code is 0 when all is ready, otherwise 3.</summary>
    public async Task<IReadOnlyList<ProcessStatus>> StatusAsync(int expectedExitCode = 0) =>
        ProcessStatus.Parse(await RunAsync("./nusaloka status --json", expectedExitCode));
}
