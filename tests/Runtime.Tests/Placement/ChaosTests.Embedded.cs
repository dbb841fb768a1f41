using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Runtime.Activation;
using Nusaloka.Runtime.Tests.Testing;
using Orleans.TestingHost;
using Xunit.Abstractions;

namespace Nusaloka.Runtime.Tests.Placement;

/// <summary>Silos start, stop and die at random under load.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int MaxSilos = 5;
    private const int Steps = 25;

    [Theory(Timeout = 3 * Patience.TestMilliseconds)]
    [InlineData(null)]
    [InlineData(20261121)]
    public async Task SilosThatComeAndGo_LeaveEachGrainOnOneLivingSilo(int? fixedSeed)
    {
        var seed = fixedSeed ?? Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var cluster = await WitnessCluster.StartAsync(silos: 3);
        var load = new WitnessLoad(cluster.Client, grains: 60);
        await load.MoreAsync(200);

        for (var step = 0; step < Steps; step++)
        {
            var (what, pending) = Disturb(cluster, random);
            output.WriteLine($"{step}: {what}, {cluster.Silos.Count} silos");
            // Some disturbances meet the end of the one before them.
            if (random.Next(3) > 0) await load.MoreAsync(random.Next(1, 300));
            await pending;
        }

        await load.MoreAsync(200);
        await load.StopAsync();
        output.WriteLine($"{load.Answered} calls, {load.Failures.Count} failures");
        Assert.All(load.Failures, failure => Assert.True(failure is OrleansMessageRejectionException, failure.ToString()));
        var overlaps = Witness.OverlapsOf(load.Keys);
        Assert.True(overlaps.Count == 0, string.Join('\n', overlaps));
        await load.CheckAsync();
        AssertOneActivationEach(cluster, load.Keys);
    }

    private static (string What, Task Pending) Disturb(InProcessTestCluster cluster, Random random)
    {
        var silos = cluster.Silos;
        var victim = silos[random.Next(silos.Count)];
        return random.Next(4) switch
        {
            0 or 1 when silos.Count < MaxSilos => ("start", cluster.StartAdditionalSiloAsync()),
            2 when silos.Count > 1 => ($"stop {victim.SiloAddress}", cluster.StopSiloAsync(victim)),
            3 when silos.Count > 1 => ($"kill {victim.SiloAddress}", cluster.KillAsync(victim)),
            _ => ("nothing", Task.CompletedTask),
        };
    }

    private static void AssertOneActivationEach(InProcessTestCluster cluster, IReadOnlyList<string> keys)
    {
        var wanted = keys.ToHashSet();
        var activations = cluster.Silos
            .SelectMany(silo => silo.ServiceProvider.GetRequiredService<Catalog>().All)
            .Where(activation => wanted.Contains(activation.GrainId.Key.ToString()))
            .CountBy(activation => activation.GrainId.Key.ToString())
            .ToDictionary();
        Assert.All(keys, key => Assert.Equal(1, activations.GetValueOrDefault(key)));
    }
}
