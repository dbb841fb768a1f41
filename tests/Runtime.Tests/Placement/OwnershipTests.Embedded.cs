using Nusaloka.Runtime.Tests.Activation;
using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Placement;

/// <summary>Ownership by hashing is the embedded runtime's own; Microsoft Orleans leaves grains where they are.</summary>
public sealed class OwnershipTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Call_WhoseSiloDies_FailsAtOnceAsUnavailable()
    {
        await using var cluster = await TestSilos.StartAsync(silos: 2, responseTimeout: TimeSpan.FromHours(1));
        var key = Patience.NewName();
        var grain = cluster.Client.GetGrain<ILifeGrain>(key);
        var home = await grain.WhereAsync();
        var running = grain.WaitAsync(key);
        await Gate.Named(key).ArrivalAsync();

        await cluster.KillSiloAsync(cluster.Silos.Single(silo => silo.SiloAddress.ToString() == home));

        await Assert.ThrowsAsync<SiloUnavailableException>(() => running);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task JoiningSilo_TakesOnlyTheGrainsItOwns()
    {
        await using var cluster = await TestSilos.StartAsync(silos: 2);
        var keys = Enumerable.Range(0, 200).Select(_ => Patience.NewName()).ToList();
        var before = await WhereAsync(cluster.Client, keys);

        var third = await cluster.StartAdditionalSiloAsync();
        var after = await WhereAsync(cluster.Client, keys);

        var moved = before.Zip(after).Where(place => place.First != place.Second).ToList();
        Assert.InRange(moved.Count, 200 / 6, 200 / 2);
        Assert.All(moved, place => Assert.Equal(third.SiloAddress.ToString(), place.Second));
    }

    private static Task<string[]> WhereAsync(IGrainFactory factory, IEnumerable<string> keys) =>
        Task.WhenAll(keys.Select(key => factory.GetGrain<ILifeGrain>(key).WhereAsync()));
}
