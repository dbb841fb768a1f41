using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Runtime.Storage;
using Nusaloka.Runtime.Tests.Testing;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Nusaloka.Runtime.Tests.Placement;

/// <summary>Clusters whose silos share a storage, as silos of several processes share a database.</summary>
internal static class WitnessCluster
{
    public static Task<InProcessTestCluster> StartAsync(short silos)
    {
        var storage = new MemoryGrainStorage();
        return TestSilos.StartAsync(silos, silo => silo.ConfigureServices(services =>
            services.AddGrainStorage(WitnessGrain.Storage, (_, _) => new MortalStorage(storage))));
    }

    public static Task KillAsync(this InProcessTestCluster cluster, InProcessSiloHandle silo)
    {
        ((MortalStorage)silo.ServiceProvider.GetRequiredKeyedService<IGrainStorage>(WitnessGrain.Storage)).Die();
        Witness.Died(silo.SiloAddress.ToString());
        return cluster.KillSiloAsync(silo);
    }
}
