using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nusaloka.Testing;
using Orleans.Configuration;

namespace Nusaloka.Runtime.Tests.Transport;

/// <summary>A silo whose client reaches it through a proxy that the test can hold or cut.</summary>
internal sealed class ProxiedSilo : IAsyncDisposable
{
    private readonly MeterListener _closings = new();
    private int _closed;

    private ProxiedSilo(TcpCluster cluster, CuttableProxy proxy, IHost silo, IHost client)
    {
        (Cluster, Proxy, Silo, Client) = (cluster, proxy, silo, client);
        var meters = silo.Services.GetRequiredService<IMeterFactory>();
        _closings.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "orleans-networking-sockets-closed" && instrument.Meter.Scope == meters) listener.EnableMeasurementEvents(instrument);
        };
        _closings.SetMeasurementEventCallback<int>((_, count, _, _) => Interlocked.Add(ref _closed, count));
        _closings.Start();
    }

    /// <summary>How many connections the silo has seen end.</summary>
    public int Closed => Volatile.Read(ref _closed);

    public TcpCluster Cluster { get; }

    public CuttableProxy Proxy { get; }

    public IHost Silo { get; }

    public IHost Client { get; }

    public static async Task<ProxiedSilo> StartAsync(Action<TransportOptions>? client = null, TimeProvider? clientTime = null)
    {
        var cluster = new TcpCluster();
        var port = TcpCluster.FreePort();
        var proxy = new CuttableProxy(port);
        // Others know it by the proxy's address, while it listens at its own.
        var silo = await cluster.StartSiloAsync(builder => builder
            .ConfigureEndpoints(IPAddress.Loopback, proxy.Port, gatewayPort: 0)
            .Configure<EndpointOptions>(options => options.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, port)));
        var caller = await cluster.StartClientAsync(builder =>
        {
            builder.Configure<TransportOptions>(options => client?.Invoke(options));
            if (clientTime is not null) builder.Services.AddSingleton(clientTime);
        });
        return new ProxiedSilo(cluster, proxy, silo, caller);
    }

    public async ValueTask DisposeAsync()
    {
        _closings.Dispose();
        await Proxy.DisposeAsync();
        await Cluster.DisposeAsync();
    }
}
