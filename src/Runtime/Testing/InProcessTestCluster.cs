using System.Collections.ObjectModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nusaloka.Runtime.Messaging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A cluster of silos, and a client, in this process. Make it with <see cref="InProcessTestClusterBuilder"/>.</summary>
public sealed class InProcessTestCluster : IDisposable, IAsyncDisposable
{
    private const int FirstSiloPort = 11111;
    private const int FirstGatewayPort = 30000;

    private readonly InProcessNetwork _network = new();
    private readonly List<InProcessSiloHandle> _silos = [];
    private short _started;
    private IHost? _clientHost;

    internal InProcessTestCluster(InProcessTestClusterOptions options) => Options = options;

    /// <summary>How it was made.</summary>
    public InProcessTestClusterOptions Options { get; }

    /// <summary>The client, outside all silos.</summary>
    public IClusterClient Client => _clientHost?.Services.GetRequiredService<IClusterClient>()
        ?? throw new InvalidOperationException($"The cluster has no client: call {nameof(DeployAsync)} first, with {nameof(Options.InitializeClientOnDeploy)}.");

    /// <summary>The silos that run.</summary>
    public ReadOnlyCollection<InProcessSiloHandle> Silos => GetActiveSilos().ToList().AsReadOnly();

    /// <summary>Starts the silos, then the client.</summary>
    public async Task DeployAsync()
    {
        await StartSilosAsync(Options.InitialSilosCount).ConfigureAwait(false);
        if (Options.InitializeClientOnDeploy) await InitializeClientAsync().ConfigureAwait(false);
    }

    /// <summary>Starts the client.</summary>
    public async Task InitializeClientAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "Client" });
        builder.Services.AddSingleton(_network);
        builder.UseOrleansClient(client => client.Configure<ClusterOptions>(SetCluster));
        foreach (var configure in Options.ClientHostConfigurationDelegates) configure(builder);
        _clientHost = builder.Build();
        await _clientHost.StartAsync().ConfigureAwait(false);
    }

    /// <summary>Starts more silos.</summary>
    public async Task<List<InProcessSiloHandle>> StartSilosAsync(int silosToStart)
    {
        var started = new List<InProcessSiloHandle>();
        for (var i = 0; i < silosToStart; i++) started.Add(await StartAdditionalSiloAsync().ConfigureAwait(false));
        return started;
    }

    /// <summary>Starts one more silo.</summary>
    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync()
    {
        var number = _started++;
        var options = new InProcessTestSiloSpecificOptions
        {
            SiloName = $"Silo_{number}",
            SiloPort = FirstSiloPort + number,
            GatewayPort = FirstGatewayPort + number,
        };
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = options.SiloName });
        builder.Services.AddSingleton(_network);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(options.SiloPort, options.GatewayPort)
            .Configure<ClusterOptions>(SetCluster)
            .Configure<SiloOptions>(siloOptions => siloOptions.SiloName = options.SiloName));
        foreach (var configure in Options.SiloHostConfigurationDelegates) configure(options, builder);
        var host = builder.Build();
        await host.StartAsync().ConfigureAwait(false);
        var details = host.Services.GetRequiredService<ILocalSiloDetails>();
        var handle = new InProcessSiloHandle
        {
            SiloHost = host,
            Name = options.SiloName,
            InstanceNumber = number,
            SiloAddress = details.SiloAddress,
            GatewayAddress = details.GatewayAddress,
        };
        _silos.Add(handle);
        return handle;
    }

    /// <summary>The silos that run.</summary>
    public IEnumerable<InProcessSiloHandle> GetActiveSilos() => _silos.Where(silo => silo.IsActive);

    /// <summary>The silo at that address.</summary>
    public InProcessSiloHandle? GetSiloForAddress(SiloAddress siloAddress) => GetActiveSilos().FirstOrDefault(silo => silo.SiloAddress.Equals(siloAddress));

    /// <summary>The services of a silo; of the first one by default.</summary>
    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null) =>
        (silo is null ? GetActiveSilos().FirstOrDefault() : GetSiloForAddress(silo))?.ServiceProvider
        ?? throw new ArgumentException($"No running silo has the address {silo}.", nameof(silo));

    /// <summary>Stops a silo after draining it.</summary>
    public Task StopSiloAsync(InProcessSiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return instance.StopSiloAsync(stopGracefully: true);
    }

    /// <summary>Takes a silo away as if its process had died.</summary>
    public Task KillSiloAsync(InProcessSiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return instance.StopSiloAsync(stopGracefully: false);
    }

    /// <summary>Stops the client.</summary>
    public async Task StopClusterClientAsync()
    {
        if (_clientHost is { } host) await host.StopAsync().ConfigureAwait(false);
    }

    /// <summary>Stops the client, then the silos, the last one first.</summary>
    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync().ConfigureAwait(false);
        foreach (var silo in GetActiveSilos().Reverse().ToList()) await StopSiloAsync(silo).ConfigureAwait(false);
    }

    /// <summary>Waits until all silos agree who is there. In one process they always do.</summary>
    public Task WaitForLivenessToStabilizeAsync(bool didKill = false) => Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAllSilosAsync().ConfigureAwait(false);
        foreach (var silo in _silos) await silo.DisposeAsync().ConfigureAwait(false);
        _clientHost?.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void SetCluster(ClusterOptions options)
    {
        options.ClusterId = Options.ClusterId;
        options.ServiceId = Options.ServiceId;
    }
}
