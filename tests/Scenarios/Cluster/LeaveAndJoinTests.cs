using Nusaloka.Scenarios.Harness;
using Nusaloka.Scenarios.Load;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>What is done to a cluster on purpose is felt by nobody: a silo leaves, all are replaced one after the other, one joins.</summary>
public sealed class LeaveAndJoinTests(ITestOutputHelper output)
{
    // Enough that chance alone spreads them well within the bound.
    private const int GrainCount = 600;

    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(4);

    [Fact]
    public Task SigtermRestartAndAdd_SilosUnderLoad_FailNoRequest() =>
        ClusterScenario.RunAsync(output, new ClusterSetup { Apis = 2 }, async scenario =>
        {
            var began = scenario.History.Mark("silos leave and join");
            var silos = scenario.Cluster.Silos.ToArray();
            scenario.Random.Shuffle(silos);

            await LeaveAsync(scenario, silos[0]);
            await scenario.UntilAllSeeAsync(silos: 2);
            await scenario.LoadAsync(Afterwards);
            await StartAsync(scenario, silos[0]);
            foreach (var silo in silos[1..])
            {
                await LeaveAsync(scenario, silo);
                await StartAsync(scenario, silo);
            }

            await scenario.UntilAllSeeAsync(silos: 3);
            await AddAsync(scenario);
            await scenario.LoadAsync(Afterwards);
            await scenario.StopLoadAsync();

            var report = AvailabilityReport.Of(scenario.History.Attempts, began);
            scenario.Report(report.Describe());
            scenario.Expect(report.AnyFailures());
        });

    private static async Task LeaveAsync(ClusterScenario scenario, NusalokaProcess silo)
    {
        var began = scenario.History.Mark($"SIGTERM {silo.Name}");
        var exitCode = await silo.TerminateAsync();
        var ended = scenario.History.Mark($"{silo.Name} has ended");
        scenario.Report($"{silo.Name} took {(ended - began).TotalSeconds:0.00} s to leave.");
        scenario.Expect(exitCode == 0, $"{silo.Name} ended with exit code {exitCode}.\n{silo.Log}");
    }

    private static async Task StartAsync(ClusterScenario scenario, NusalokaProcess silo)
    {
        scenario.History.Mark($"start {silo.Name}");
        await silo.StartAsync();
        scenario.History.Mark($"{silo.Name} is ready");
    }

    /// <summary>A fourth silo comes, and gets its share of the grains.</summary>
    private static async Task AddAsync(ClusterScenario scenario)
    {
        using var grains = new ManyGrains(scenario.Cluster.Apis[0].Address, GrainCount);
        await grains.TouchAsync();
        scenario.History.Mark("start silo-4");
        await scenario.Cluster.AddSiloAsync();
        scenario.History.Mark("silo-4 is ready");
        await scenario.UntilAllSeeAsync(silos: 4);
        await grains.TouchAsync();

        var all = await Task.WhenAll(scenario.Cluster.Silos.Select(ClusterStatus.ReadAsync));
        int[] spread = [.. all.Select(status => status?.Activations.GetValueOrDefault("account") ?? 0)];
        scenario.Report($"Activations of accounts: {string.Join(", ", spread)}");
        scenario.Expect(spread.Sum() >= GrainCount, $"There are {spread.Sum()} activations after {GrainCount} grains were called.");
        scenario.Expect(spread.Max() <= 2 * spread.Min(), $"The activations are spread unevenly: {string.Join(", ", spread)}.");
    }
}
