using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Runtime.Tests.Activation;
using Nusaloka.Runtime.Tests.Testing;
using Orleans.TestingHost;

namespace Nusaloka.Runtime.Tests.Placement;

public sealed class PlacementTests
{
    private const int Grains = 200;

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Grains_OfTwoSilos_AreSpreadAndStayWhereTheyAre()
    {
        await using var cluster = await TestSilos.StartAsync(silos: 2);
        var keys = NewKeys();

        var fromClient = await WhereAsync(cluster.Client, keys);
        var fromFirst = await WhereAsync(FactoryOf(cluster.Silos[0]), keys);
        var fromSecond = await WhereAsync(FactoryOf(cluster.Silos[1]), keys);

        Assert.Equal(fromClient, fromFirst);
        Assert.Equal(fromClient, fromSecond);
        Assert.All(fromClient.CountBy(silo => silo), silo => Assert.InRange(silo.Value, Grains / 4, Grains * 3 / 4));
        Assert.Equal(2, fromClient.Distinct().Count());
        Assert.All(keys, key => Assert.Single(Journal.Of(key), "activate"));
    }

    // Orleans takes several missed probes, some seconds apart, to call a silo dead.
    [Fact(Timeout = 3 * Patience.TestMilliseconds)]
    public async Task KilledSilo_FailsItsCalls_AndItsGrainsLiveOnElsewhere()
    {
        await using var cluster = await TestSilos.StartAsync(silos: 2, responseTimeout: TimeSpan.FromSeconds(20));
        var key = Patience.NewName();
        var grain = cluster.Client.GetGrain<ILifeGrain>(key);
        var home = await grain.WhereAsync();
        var running = grain.WaitAsync(key);
        await Gate.Named(key).ArrivalAsync();

        await cluster.KillSiloAsync(cluster.Silos.Single(silo => silo.SiloAddress.ToString() == home));

        // Orleans does not tell a client that a silo took its call along; the call ends in its timeout.
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => running);
        Assert.True(failure is SiloUnavailableException or TimeoutException, failure.ToString());
        await cluster.WaitForLivenessToStabilizeAsync(didKill: true);
        Assert.NotEqual(home, await grain.WhereAsync());
    }

    private static string[] NewKeys() => [.. Enumerable.Range(0, Grains).Select(_ => Patience.NewName())];

    private static IGrainFactory FactoryOf(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<IGrainFactory>();

    private static Task<string[]> WhereAsync(IGrainFactory factory, string[] keys) =>
        Task.WhenAll(keys.Select(key => factory.GetGrain<ILifeGrain>(key).WhereAsync()));
}
