using Nusaloka.Scenarios.Harness;
using Nusaloka.Scenarios.Load;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>What is done to a cluster on purpose is felt by nobody: a silo leaves, one joins, all are replaced one after the other.</summary>
public sealed class LeaveAndJoinTests(ITestOutputHelper output)
{
    // Enough that chance alone spreads them well within the bound.
    private const int GrainCount = 600;

    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(4);

    [Fact]
    public Task Sigterm_OneOfThreeSilosUnderLoad_FailsNoRequest() => ClusterScenario.RunAsync(output, new ClusterSetup(), async scenario =>
    {
        var leaver = scenario.Cluster.Silos[scenario.Random.Next(scenario.Cluster.Silos.Count)];
        var fault = scenario.History.Mark($"SIGTERM {leaver.Name}");

        await LeaveAsync(scenario, leaver);
        await scenario.UntilAllSeeAsync(silos: 2);
        await scenario.LoadAsync(Afterwards);
        await scenario.StopLoadAsync();

        AssertNobodyNoticed(scenario, fault);
    });

    [Fact]
    public Task Restart_AllSilosOneAfterTheOtherUnderLoad_FailsNoRequest() =>
        ClusterScenario.RunAsync(output, new ClusterSetup { Apis = 2 }, async scenario =>
        {
            var fault = scenario.History.Mark("rolling restart");
            foreach (var silo in scenario.Cluster.Silos)
            {
                await LeaveAsync(scenario, silo);
                scenario.History.Mark($"start {silo.Name}");
                await silo.StartAsync();
                scenario.History.Mark($"{silo.Name} is ready");
            }

            await scenario.UntilAllSeeAsync(silos: 3);
            await scenario.LoadAsync(Afterwards);
            await scenario.StopLoadAsync();

            AssertNobodyNoticed(scenario, fault);
        });

    [Fact]
    public Task Add_SiloUnderLoad_TakesItsShareAndFailsNoRequest() => ClusterScenario.RunAsync(output, new ClusterSetup(), async scenario =>
    {
        using var grains = new ManyGrains(scenario.Cluster.Apis[0].Address, GrainCount);
        await grains.TouchAsync();
        var fault = scenario.History.Mark("start silo-4");

        await scenario.Cluster.AddSiloAsync();
        scenario.History.Mark("silo-4 is ready");
        await scenario.UntilAllSeeAsync(silos: 4);
        await grains.TouchAsync();
        var spread = await SpreadAsync(scenario);
        await scenario.LoadAsync(Afterwards);
        await scenario.StopLoadAsync();

        scenario.Report($"Activations of accounts: {string.Join(", ", spread)}");
        scenario.Expect(spread.Sum() >= GrainCount, $"There are {spread.Sum()} activations after {GrainCount} grains were called.");
        scenario.Expect(spread.Max() <= 2 * spread.Min(), $"The activations are spread unevenly: {string.Join(", ", spread)}.");
        AssertNobodyNoticed(scenario, fault);
    });

    private static async Task LeaveAsync(ClusterScenario scenario, NusalokaProcess silo)
    {
        var began = scenario.History.Mark($"SIGTERM {silo.Name}");
        var exitCode = await silo.TerminateAsync();
        var ended = scenario.History.Mark($"{silo.Name} has ended");
        scenario.Report($"{silo.Name} took {(ended - began).TotalSeconds:0.00} s to leave.");
        scenario.Expect(exitCode == 0, $"{silo.Name} ended with exit code {exitCode}.\n{silo.Log}");
    }

    private static async Task<int[]> SpreadAsync(ClusterScenario scenario)
    {
        var all = await Task.WhenAll(scenario.Cluster.Silos.Select(ClusterStatus.ReadAsync));
        return [.. all.Select(status => status?.Activations.GetValueOrDefault("account") ?? 0)];
    }

    private static void AssertNobodyNoticed(ClusterScenario scenario, TimeSpan fault)
    {
        var report = AvailabilityReport.Of(scenario.History.Attempts, fault);
        scenario.Report(report.Describe());
        scenario.Expect(report.AnyFailures());
    }
}
