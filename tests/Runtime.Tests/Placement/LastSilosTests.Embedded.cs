using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Placement;

/// <summary>All silos leave at once, and their grains still need each other to finish.</summary>
public sealed class LastSilosTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Silos_ThatAllLeave_StillAgreeWhereAGrainIs()
    {
        await using var cluster = await WitnessCluster.StartAsync(silos: 2);
        var keys = Enumerable.Range(0, 40).Select(_ => Patience.NewName()).ToList();
        var silos = cluster.Silos.Select(silo => silo.ServiceProvider).ToList();
        foreach (var silo in cluster.Silos)
            await silo.ServiceProvider.GetRequiredService<IMembership>().LeaveAsync(silo.SiloAddress, CancellationToken.None);

        for (var round = 1; round <= 3; round++)
        {
            foreach (var key in keys)
            {
                var counts = await Task.WhenAll(silos.Select(silo => silo.GetRequiredService<IGrainFactory>().GetGrain<IWitnessGrain>(key).CountAsync()));
                Assert.Equal(new long[] { (2 * round) - 1, 2 * round }, counts.Order());
            }
        }

        var overlaps = Witness.OverlapsOf(keys);
        Assert.True(overlaps.Count == 0, string.Join('\n', overlaps));
    }
}
