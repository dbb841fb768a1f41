using Nusaloka.Scenarios.Load;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>A silo that is gone from one moment to the next.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    /// <summary>What is promised: every grain answers again.</summary>
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(10);

    /// <summary>Nobody is kept waiting until a call times out, which takes 30 s.</summary>
    private static readonly TimeSpan WaitingLimit = TimeSpan.FromSeconds(20);

    // A third of the wallets was in that silo; of sixteen, hardly ever more than twelve.
    private const double UntouchedShare = 0.25;

    [Fact]
    public Task Kill9_OneOfThreeSilosUnderLoad_OthersServeOnAndAllAnswerInTenSeconds() =>
        ClusterScenario.RunAsync(output, new ClusterSetup { Apis = 2 }, async scenario =>
        {
            var victim = scenario.Cluster.Silos[scenario.Random.Next(scenario.Cluster.Silos.Count)];
            var fault = scenario.History.Mark($"kill -9 {victim.Name}");
            await victim.KillAsync();
            await scenario.UntilAllSeeAsync(silos: 2);
            await scenario.UntilAllAnswerAsync(fault, RecoveryLimit);
            await scenario.StopLoadAsync();

            var report = AvailabilityReport.Of(scenario.History.Attempts, fault);
            scenario.Report(report.Describe());
            scenario.Expect(report.NotRecovered(RecoveryLimit));
            scenario.Expect(report.Hanging(WaitingLimit));
            scenario.Expect(report.Impolite());
            scenario.Expect(report.TooFewUntouched(UntouchedShare));
        });
}
