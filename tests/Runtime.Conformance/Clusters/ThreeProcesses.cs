using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nusaloka.Runtime.Conformance.Silo.Hosting;
using Nusaloka.Testing;

namespace Nusaloka.Runtime.Conformance.Clusters;

/// <summary>Three silos, each a process, that find one another through Redis; this process is their client.</summary>
public sealed class ThreeProcesses : TestCluster
{
    public const string Tests = "three processes";

    private readonly string _clusterId = $"conformance-{RandomNumberGenerator.GetHexString(12, lowercase: true)}";
    private readonly List<SiloProcess> _silos = [];

    public override int InitialSilos => 3;

    public override IClusterClient Client => ClientHost?.Services.GetRequiredService<IClusterClient>() ?? throw new InvalidOperationException("The cluster is not deployed yet.");

    private IHost? ClientHost { get; set; }

    public override async Task<string> StartSiloAsync()
    {
        var (siloPort, gatewayPort) = FreePorts();
        var silo = await SiloProcess.StartAsync(new ProcessSettings(RedisServer.Address, _clusterId, Database.ConnectionString, siloPort, gatewayPort));
        lock (_silos) _silos.Add(silo);
        return silo.Name;
    }

    public override async Task StopSiloAsync(string silo)
    {
        await using var leaving = Take(silo);
        await leaving.StopAsync();
    }

    public override async Task KillSiloAsync(string silo)
    {
        await using var dying = Take(silo);
        await dying.KillAsync();
    }

    /// <summary>Takes all silos away at once.</summary>
    public async Task KillAllAsync()
    {
        List<string> names;
        lock (_silos) names = [.. _silos.Select(silo => silo.Name)];
        await Task.WhenAll(names.Select(KillSiloAsync));
    }

    protected override async Task DeployAsync()
    {
        await Task.WhenAll(Enumerable.Range(0, InitialSilos).Select(_ => StartSiloAsync()));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "Client" });
        builder.UseOrleansClient(client => client.UseCluster(RedisServer.Address, _clusterId).AddConformance());
        ClientHost = builder.Build();
        await ClientHost.StartAsync();
    }

    protected override async Task TearDownAsync()
    {
        if (ClientHost is not null)
        {
            await ClientHost.StopAsync();
            ClientHost.Dispose();
        }

        await Task.WhenAll(_silos.ToList().Select(silo => StopSiloAsync(silo.Name)));
    }

    /// <summary>Ports of the loopback interface that nobody listens on.</summary>
    private static (int SiloPort, int GatewayPort) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, port: 0);
        using var second = new TcpListener(IPAddress.Loopback, port: 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }

    private SiloProcess Take(string name)
    {
        lock (_silos)
        {
            var silo = _silos.Single(silo => silo.Name == name);
            _silos.Remove(silo);
            return silo;
        }
    }
}
