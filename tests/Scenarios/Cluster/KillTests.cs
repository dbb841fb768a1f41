using System.Net;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Scenarios.Load;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>A silo that alone loses Redis, and has it back; then one that is gone from one moment to the next.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    /// <summary>What is promised: every grain answers again.</summary>
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(10);

    /// <summary>Nobody is kept waiting until a call times out, which takes 30 s.</summary>
    private static readonly TimeSpan WaitingLimit = TimeSpan.FromSeconds(20);

    // A third of the wallets was in that silo; of sixteen, hardly ever more than twelve.
    private const double UntouchedShare = 0.25;

    // What a silo that stops serving writes into its log.
    private const string StopsServing = "stops serving as";

    [Fact]
    public Task RedisLostByOneSilo_ThenKill9OfOne_UnderLoad_OthersServeOnAndAllAnswerInTenSeconds() =>
        ClusterScenario.RunAsync(output, new ClusterSetup { Apis = 2, CutsRedis = true }, async scenario =>
        {
            var cut = await LoseRedisAsync(scenario);
            var back = await FindRedisAgainAsync(scenario);
            var fault = await KillAsync(scenario);

            Check(scenario, "Without Redis", cut, until: back);
            Check(scenario, "Redis is back", back, until: fault);
            Check(scenario, "Killed", fault, until: TimeSpan.MaxValue);
        });

    /// <summary>The first silo and the first API lose Redis, and nothing else: everybody still reaches everybody.</summary>
    private static async Task<TimeSpan> LoseRedisAsync(ClusterScenario scenario)
    {
        var lost = scenario.Cluster.Silos[0];
        var fault = scenario.History.Mark($"{lost.Name} and {scenario.Cluster.Apis[0].Name} lose Redis");
        scenario.Servers.WayToRedis.Hold();
        await Eventually.TrueAsync($"{lost.Name} to stop serving", () => lost.WholeLog().Contains(StopsServing, StringComparison.Ordinal), lost.WholeLog);
        scenario.Report($"{lost.Name} stopped serving {(scenario.History.Now - fault).TotalSeconds:0.0} s after it had lost Redis.");
        await scenario.UntilAllAnswerAsync(scenario.History.Now, RecoveryLimit);
        scenario.Expect(await lost.StatusAsync("/ready") == HttpStatusCode.ServiceUnavailable, $"{lost.Name} says that it is ready.");
        return fault;
    }

    private static async Task<TimeSpan> FindRedisAgainAsync(ClusterScenario scenario)
    {
        var lost = scenario.Cluster.Silos[0];
        var back = scenario.History.Mark("Redis is back for both");
        scenario.Servers.WayToRedis.Heal();
        await scenario.UntilAllSeeAsync(silos: 3);
        await scenario.UntilAllAnswerAsync(back, RecoveryLimit);
        await Eventually.TrueAsync($"{lost.Name} to serve again", async () => await ClusterStatus.ReadAsync(lost) is { State: "active", Activations.Count: > 0 });
        return back;
    }

    private static async Task<TimeSpan> KillAsync(ClusterScenario scenario)
    {
        NusalokaProcess victim = scenario.Cluster.Silos[scenario.Random.Next(scenario.Cluster.Silos.Count)];
        var fault = scenario.History.Mark($"kill -9 {victim.Name}");
        await victim.KillAsync();
        await scenario.UntilAllSeeAsync(silos: 2);
        await scenario.UntilAllAnswerAsync(fault, RecoveryLimit);
        await scenario.StopLoadAsync();
        return fault;
    }

    private static void Check(ClusterScenario scenario, string what, TimeSpan fault, TimeSpan until)
    {
        var report = AvailabilityReport.Of([.. scenario.History.Attempts.Where(attempt => attempt.End < until)], fault);
        scenario.Report($"{what}: {report.Describe()}");
        scenario.Expect(report.NotRecovered(RecoveryLimit));
        scenario.Expect(report.Hanging(WaitingLimit));
        scenario.Expect(report.Impolite());
        scenario.Expect(report.TooFewUntouched(UntouchedShare));
    }
}
