using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nusaloka.Runtime.Activation;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Storage;
using Nusaloka.Runtime.Tests.Placement;
using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Runtime.Tests.Transport;
using Nusaloka.Testing;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Nusaloka.Runtime.Tests.Membership;

/// <summary>Silos and clients as processes have them, but in this one: over TCP, with a Redis that each reaches by a way of its own, which can be cut.</summary>
internal sealed class SilosWithRedis : IAsyncDisposable
{
    private readonly List<Member> _members = [];
    private readonly MemoryGrainStorage _storage = new();
    private readonly string _clusterId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
    private readonly TimeSpan _lease;

    private SilosWithRedis(RedisProcess redis, TimeSpan lease) => (Redis, _lease) = (redis, lease);

    public RedisProcess Redis { get; }

    public IReadOnlyList<Member> Silos => [.. _members.Where(member => member.IsSilo)];

    public static async Task<SilosWithRedis> StartAsync(int silos, TimeSpan lease)
    {
        var cluster = new SilosWithRedis(await RedisProcess.StartAsync(), lease);
        for (var i = 0; i < silos; i++) await cluster.StartSiloAsync();
        await cluster.UntilAllSeeAsync(silos);
        return cluster;
    }

    public async Task StartSiloAsync()
    {
        var proxy = new CuttableProxy(Redis.Port);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.Configure<RedisMembershipOptions>(Configure);
        builder.UseOrleans(silo => silo
            .UseRedisClustering(proxy.Address)
            .ConfigureEndpoints(IPAddress.Loopback, TcpCluster.FreePort(), gatewayPort: 0)
            .Configure<ClusterOptions>(options => options.ClusterId = _clusterId)
            .ConfigureServices(services => services.AddGrainStorage(WitnessGrain.Storage, (_, _) => (IGrainStorage)_storage)));
        await AddAsync(builder.Build(), proxy, isSilo: true);
    }

    public async Task<Member> StartClientAsync()
    {
        var proxy = new CuttableProxy(Redis.Port);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.Configure<RedisMembershipOptions>(Configure);
        builder.UseOrleansClient(client => client.UseRedisClustering(proxy.Address).Configure<ClusterOptions>(options => options.ClusterId = _clusterId));
        return await AddAsync(builder.Build(), proxy, isSilo: false);
    }

    public Task UntilAllSeeAsync(int silos) => Eventually.TrueAsync(
        $"{silos} silos in every view",
        () => _members.All(member => member.Membership.View.Silos.Length == silos),
        () => string.Join("; ", _members.Select(member => $"{member.Membership.View.Version}: {string.Join(", ", member.Membership.View.Silos)}")));

    /// <summary>A grain that lives on that silo now.</summary>
    public static async Task<IWitnessGrain> GrainOnAsync(Member silo, Member caller)
    {
        while (true)
        {
            var grain = caller.Grain(Patience.NewName());
            if (await grain.WhereAsync() == silo.Address.ToString()) return grain;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in Enumerable.Reverse(_members)) await member.DisposeAsync();
        Redis.Dispose();
    }

    private void Configure(RedisMembershipOptions options)
    {
        options.Heartbeat = TimeSpan.FromMilliseconds(100);
        options.Lease = _lease;
        options.OperationTimeout = TimeSpan.FromMilliseconds(500);
        options.StartTimeout = Patience.Limit;
    }

    private async Task<Member> AddAsync(IHost host, CuttableProxy proxy, bool isSilo)
    {
        var member = new Member(host, proxy, isSilo);
        _members.Add(member);
        await host.StartAsync();
        return member;
    }

    /// <summary>A host and its way to Redis.</summary>
    internal sealed class Member(IHost host, CuttableProxy redis, bool isSilo) : IAsyncDisposable
    {
        private bool _stopped;

        public bool IsSilo { get; } = isSilo;

        public CuttableProxy Redis { get; } = redis;

        public RedisMembership Membership { get; } = host.Services.GetRequiredService<RedisMembership>();

        public SiloAddress Address => host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

        /// <summary>How many grains are active there.</summary>
        public int Activations => host.Services.GetRequiredService<Catalog>().Count;

        public IWitnessGrain Grain(string key) => host.Services.GetRequiredService<IGrainFactory>().GetGrain<IWitnessGrain>(key);

        public async Task StopAsync()
        {
            if (_stopped) return;
            _stopped = true;
            await host.StopAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            host.Dispose();
            await Redis.DisposeAsync();
        }
    }
}
