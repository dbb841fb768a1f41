using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Placement;
using Nusaloka.Runtime.Tests.Testing;
using Orleans.Configuration;

namespace Nusaloka.Runtime.Tests.Transport;

/// <summary>Silos and clients in this process that reach each other over TCP only. Members are kept in memory; the rest is as between machines.</summary>
internal sealed class TcpCluster : IAsyncDisposable
{
    public const string Secret = "a secret of the tests, long enough";

    private readonly List<IHost> _hosts = [];

    public InProcessNetwork Members { get; } = new();

    public string ClusterId { get; } = Patience.NewName();

    public static async Task<TcpCluster> StartAsync(int silos)
    {
        var cluster = new TcpCluster();
        for (var i = 0; i < silos; i++) await cluster.StartSiloAsync();
        return cluster;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async Task<IHost> StartSiloAsync(Action<ISiloBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IMembership>(new TcpMembership(Members));
        builder.UseOrleans(silo =>
        {
            silo.ConfigureEndpoints(IPAddress.Loopback, FreePort(), gatewayPort: 0);
            silo.Configure<ClusterOptions>(options => options.ClusterId = ClusterId);
            silo.Configure<TransportOptions>(options => options.Secret = Secret);
            configure?.Invoke(silo);
        });
        return await StartAsync(builder);
    }

    public async Task<IHost> StartClientAsync(Action<IClientBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IMembership>(new TcpMembership(Members));
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => options.ClusterId = ClusterId);
            client.Configure<TransportOptions>(options => options.Secret = Secret);
            configure?.Invoke(client);
        });
        return await StartAsync(builder);
    }

    public static SiloAddress AddressOf(IHost silo) => silo.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    public static TcpMembership MembershipOf(IHost host) => (TcpMembership)host.Services.GetRequiredService<IMembership>();

    /// <summary>A grain that lives on that silo, by the view of now.</summary>
    public T GrainOn<T>(IHost silo, IHost caller)
        where T : IGrainWithStringKey
    {
        var placement = new RendezvousPlacement();
        while (true)
        {
            var grain = caller.Services.GetRequiredService<IGrainFactory>().GetGrain<T>(Patience.NewName());
            if (AddressOf(silo).Equals(placement.OwnerOf(((GrainReference)(object)grain).GrainId, Members.View))) return grain;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Enumerable.Reverse(_hosts))
        {
            await host.StopAsync();
            host.Dispose();
        }
    }

    private async Task<IHost> StartAsync(HostApplicationBuilder builder)
    {
        var host = builder.Build();
        try
        {
            await host.StartAsync();
        }
        catch
        {
            host.Dispose();
            throw;
        }

        _hosts.Add(host);
        return host;
    }
}
