using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Runtime.Storage;
using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Runtime.Tests.Transport;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Nusaloka.Runtime.Tests.Placement;

/// <summary>A silo that is asked for a grain by a view that it cannot look up.</summary>
public sealed class BlindReleaseTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Grain_OfASiloThatCannotLookUpTheView_IsGivenUpAllTheSame()
    {
        await using var cluster = new TcpCluster();
        var storage = new MemoryGrainStorage();
        var one = await cluster.StartSiloAsync(Share);
        var client = await cluster.StartClientAsync();
        var factory = client.Services.GetRequiredService<IGrainFactory>();
        var keys = Enumerable.Range(0, 60).Select(_ => Patience.NewName()).ToList();
        await Task.WhenAll(keys.Select(key => factory.GetGrain<IWitnessGrain>(key).CountAsync()));

        var blind = TcpCluster.MembershipOf(one);
        blind.Hold();
        blind.IsBlind = true;
        var two = await cluster.StartSiloAsync(Share);
        var counts = await Task.WhenAll(keys.Select(key => factory.GetGrain<IWitnessGrain>(key).CountAsync()));
        var places = await Task.WhenAll(keys.Select(key => factory.GetGrain<IWitnessGrain>(key).WhereAsync()));

        Assert.All(counts, count => Assert.Equal(2, count));
        Assert.Contains(TcpCluster.AddressOf(two).ToString(), places);
        Assert.Empty(Witness.OverlapsOf(keys));
        blind.IsBlind = false;
        await blind.LookAsync(CancellationToken.None);

        void Share(ISiloBuilder silo) => silo.ConfigureServices(services => services.AddGrainStorage(WitnessGrain.Storage, (_, _) => (IGrainStorage)storage));
    }
}
