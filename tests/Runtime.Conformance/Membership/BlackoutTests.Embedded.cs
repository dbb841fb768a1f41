using Nusaloka.Runtime.Conformance.Clusters;
using Nusaloka.Runtime.Conformance.Silo.Reminders;
using Nusaloka.Testing;

namespace Nusaloka.Runtime.Conformance.Membership;

/// <summary>Every silo process dies and others are started. A tick that was missed comes late; Microsoft Orleans lets it go.</summary>
public sealed class BlackoutTests(ThreeProcesses cluster) : IClassFixture<ThreeProcesses>
{
    private const int Grains = 20;

    [Fact(Timeout = 2 * TestCluster.TestMilliseconds)]
    public async Task Reminders_DueWhileNoSiloRuns_TickAfterTheRestart()
    {
        var keys = Enumerable.Range(0, Grains).Select(i => $"blackout-{i}").ToArray();
        var due = TimeSpan.FromSeconds(6);
        await Task.WhenAll(keys.Select(key => Grain(key).RegisterAsync("tea", due, period: TimeSpan.FromHours(1))));
        var dueAt = TimeProvider.System.GetUtcNow() + due;

        await cluster.KillAllAsync();
        await Eventually.TrueAsync("the reminders' time", () => TimeProvider.System.GetUtcNow() > dueAt);
        var before = await Task.WhenAll(keys.Select(TicksAsync));
        await Task.WhenAll(Enumerable.Range(0, cluster.InitialSilos).Select(_ => cluster.StartSiloAsync()));

        await Eventually.TrueAsync("a tick of each", async () => (await Task.WhenAll(keys.Select(TicksAsync))).All(static ticks => ticks > 0), within: TimeSpan.FromSeconds(60));
        // A machine so slow that they ticked before the silos were dead has shown nothing. A tick may come twice when silos join in the middle of it.
        Assert.Contains(0, before);
        await Task.WhenAll(keys.Select(async key => Assert.True(await Grain(key).HasAsync("tea"))));
    }

    private IReminderGrain Grain(string key) => cluster.Client.GetGrain<IReminderGrain>(key);

    private async Task<int> TicksAsync(string key) => (await cluster.Journal.ReadAsync(key)).Count(static entry => entry == "remind tea");
}
