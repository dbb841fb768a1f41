using Nusaloka.Runtime.Conformance.Silo.Hosting;
using Orleans.TestingHost;

namespace Nusaloka.Runtime.Conformance.Clusters;

/// <summary>Silos and client in this process.</summary>
public abstract class InProcessCluster(short initialSilos) : TestCluster
{
    private InProcessTestCluster? _cluster;

    public override int InitialSilos => initialSilos;

    public override IClusterClient Client => Deployed.Client;

    private InProcessTestCluster Deployed => _cluster ?? throw new InvalidOperationException("The cluster is not deployed yet.");

    public override async Task<string> StartSiloAsync()
    {
        var silo = await Deployed.StartAdditionalSiloAsync();
        await Deployed.WaitForLivenessToStabilizeAsync();
        return silo.SiloAddress.ToString();
    }

    public override Task StopSiloAsync(string silo) => Deployed.StopSiloAsync(Find(silo));

    public override async Task KillSiloAsync(string silo)
    {
        await Deployed.KillSiloAsync(Find(silo));
        await Deployed.WaitForLivenessToStabilizeAsync(didKill: true);
    }

    protected override async Task DeployAsync()
    {
        var builder = new InProcessTestClusterBuilder(initialSilos);
        builder.ConfigureSilo((_, silo) => silo.AddConformance(Database.ConnectionString));
        builder.ConfigureClient(static client => client.AddConformance());
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    protected override async Task TearDownAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
    }

    private InProcessSiloHandle Find(string silo) => Deployed.Silos.Single(handle => handle.SiloAddress.ToString() == silo);
}
