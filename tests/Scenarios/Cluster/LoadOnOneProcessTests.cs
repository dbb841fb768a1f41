using Nusaloka.Scenarios.Load;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>The load and its checkers on one process that is everything, where a fault is felt by all.</summary>
public sealed class LoadOnOneProcessTests(ITestOutputHelper output)
{
    private static readonly ClusterSetup OneProcess = new() { Silos = 0 };
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(10);

    [Fact]
    public Task Kill9_OnlyProcessUnderLoad_NothingIsLost() => ClusterScenario.RunAsync(output, OneProcess, async scenario =>
    {
        var process = scenario.Cluster.Apis[0];
        var fault = scenario.History.Mark("kill -9");
        await process.KillAsync();
        await process.StartAsync();
        var back = scenario.History.Mark("back");
        await scenario.LoadAsync(TimeSpan.FromSeconds(3));
        await scenario.StopLoadAsync();

        var report = AvailabilityReport.Of(scenario.History.Attempts, fault, back);
        scenario.Report(report.Describe());
        scenario.Expect(report.NotRecovered(RecoveryLimit));
        scenario.Expect(report.TooFewUntouched(1).Count > 0, "Nobody felt that the only process was killed: was there any load?");
    });

    [Fact]
    public Task Sigterm_OnlyProcessUnderLoad_FailsNothingThatItTookIn() => ClusterScenario.RunAsync(output, OneProcess, async scenario =>
    {
        var process = scenario.Cluster.Apis[0];
        var fault = scenario.History.Mark("SIGTERM");
        var exitCode = await process.TerminateAsync();
        await process.StartAsync();
        var back = scenario.History.Mark("back");
        await scenario.LoadAsync(TimeSpan.FromSeconds(3));
        await scenario.StopLoadAsync();

        var report = AvailabilityReport.Of(scenario.History.Attempts, fault, back);
        scenario.Report(report.Describe());
        scenario.Expect(exitCode == 0, $"The process ended with exit code {exitCode}.");
        scenario.Expect(report.Failures.Where(attempt => attempt.Status != 0).Select(attempt => $"Taken in and failed: {attempt}"));
        scenario.Expect(report.NotRecovered(RecoveryLimit));
    });
}
