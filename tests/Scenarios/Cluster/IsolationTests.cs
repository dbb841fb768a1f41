using System.Net;
using Nusaloka.Scenarios.Load;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>One silo and one API lose Redis, and nothing else: everybody still reaches everybody.</summary>
public sealed class IsolationTests(ITestOutputHelper output)
{
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WaitingLimit = TimeSpan.FromSeconds(20);

    // What a silo that stops serving writes into its log.
    private const string StopsServing = "stops serving as";

    [Fact]
    public Task RedisLost_ByOneOfThreeSilosAndOneApiUnderLoad_TheSiloStopsServingUntilItHasItBack() =>
        ClusterScenario.RunAsync(output, new ClusterSetup { Apis = 2, CutsRedis = true }, async scenario =>
        {
            var lost = scenario.Cluster.Silos[0];
            var fault = scenario.History.Mark($"{lost.Name} and {scenario.Cluster.Apis[0].Name} lose Redis");
            scenario.Servers.WayToRedis.Hold();
            await Eventually.TrueAsync(
                $"{lost.Name} to stop serving", () => lost.WholeLog().Contains(StopsServing, StringComparison.Ordinal), lost.WholeLog);
            scenario.Report($"{lost.Name} stopped serving {(scenario.History.Now - fault).TotalSeconds:0.0} s after it had lost Redis.");
            await scenario.UntilAllAnswerAsync(scenario.History.Now, RecoveryLimit);
            scenario.Expect(await lost.StatusAsync("/ready") == HttpStatusCode.ServiceUnavailable, $"{lost.Name} says that it is ready.");

            var back = scenario.History.Mark("Redis is back for both");
            scenario.Servers.WayToRedis.Heal();
            await scenario.UntilAllSeeAsync(silos: 3);
            await scenario.UntilAllAnswerAsync(back, RecoveryLimit);
            await Eventually.TrueAsync($"{lost.Name} to serve again", async () => await ClusterStatus.ReadAsync(lost) is { State: "active", Activations.Count: > 0 });
            await scenario.StopLoadAsync();

            var without = AvailabilityReport.Of([.. scenario.History.Attempts.Where(attempt => attempt.Start < back)], fault);
            var with = AvailabilityReport.Of(scenario.History.Attempts, back);
            scenario.Report("Without Redis: " + without.Describe());
            scenario.Report("Redis is back: " + with.Describe());
            scenario.Expect(without.NotRecovered(RecoveryLimit));
            scenario.Expect(without.TooFewUntouched(0.25));
            scenario.Expect(with.NotRecovered(RecoveryLimit));
            foreach (var report in new[] { without, with })
            {
                scenario.Expect(report.Hanging(WaitingLimit));
                scenario.Expect(report.Impolite());
            }
        });
}
