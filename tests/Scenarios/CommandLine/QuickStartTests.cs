using System.Globalization;
using Nusaloka.Scenarios.Harness;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.CommandLine;

/// <summary>The README's quick start does what it says, typed as it stands.</summary>
[Collection(FreshCheckoutCollection.Name)]
public sealed class QuickStartTests(FreshCheckout checkout, ITestOutputHelper output)
{
    // The port that the README uses; a test must not need that one.
    private const string ReadmePort = ":8080";

    [Fact]
    public async Task Readme_QuickStart_RunsVerbatimAndMovesTheMoney()
    {
        var commands = ReadmeCommands.Extract(await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "README.md")), "Quick start");
        await checkout.RunAsync("./nusaloka down");

        var result = await checkout.RunAsync(commands.Replace(
            ReadmePort, ":" + checkout.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

        output.WriteLine(result.Output);
        Assert.Equal(0, result.ExitCode);
        // Rp150.000 came in and Rp50.000 went on, once, though it was asked for twice.
        Assert.Contains("Idempotency-Replayed: true", result.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Matches("\"balance\": ?100000\\b", result.Output);
        Assert.Matches("\"balance\": ?50000\\b", result.Output);
    }
}
