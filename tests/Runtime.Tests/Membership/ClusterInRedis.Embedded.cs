using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Redis;
using Nusaloka.Testing;
using Orleans.Clustering.Redis;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Nusaloka.Runtime.Tests.Membership;

/// <summary>Hosts of one cluster, by their memberships only.</summary>
internal sealed class ClusterInRedis(string address) : IAsyncDisposable
{
    private static int _generation;

    private readonly List<Host> _hosts = [];

    public string Redis { get; } = address;

    public string ClusterId { get; } = $"test-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";

    /// <summary>Ten times as fast as in earnest; the lease is longer in heartbeats, because test machines stall.</summary>
    public RedisMembershipOptions Options { get; } = new()
    {
        Heartbeat = TimeSpan.FromMilliseconds(100),
        Lease = TimeSpan.FromMilliseconds(2500),
        OperationTimeout = TimeSpan.FromMilliseconds(500),
        StartTimeout = TimeSpan.FromSeconds(2),
    };

    public static SiloAddress NewAddress(int port) => SiloAddress.New(System.Net.IPAddress.Loopback, port, Interlocked.Increment(ref _generation));

    public async Task<Host> WatchAsync()
    {
        var host = new Host(this);
        lock (_hosts) _hosts.Add(host);
        await host.Membership.StartAsync(CancellationToken.None);
        return host;
    }

    public async Task<Host> JoinAsync(int port)
    {
        var host = await WatchAsync();
        host.Address = NewAddress(port);
        await host.Membership.JoinAsync(host.Address, $"silo {port}", CancellationToken.None);
        return host;
    }

    /// <summary>Waits until all of these see these silos as active, and nobody else.</summary>
    public static Task AgreeAsync(IEnumerable<Host> watchers, params Host[] silos)
    {
        var expected = silos.Select(silo => silo.Address).ToHashSet();
        return Eventually.TrueAsync(
            $"a view of {string.Join(", ", expected)}",
            () => watchers.All(watcher => watcher.Membership.View.Silos.ToHashSet().SetEquals(expected)),
            () => string.Join("; ", watchers.Select(watcher => $"{watcher.Membership.View.Version}: {string.Join(", ", watcher.Membership.View.Silos)}")));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts) await host.DisposeAsync();
    }

    internal sealed class Host : IAsyncDisposable
    {
        private readonly RedisConnection _connection;

        public Host(ClusterInRedis cluster)
        {
            var redis = Microsoft.Extensions.Options.Options.Create(new RedisClusteringOptions { ConfigurationOptions = ConfigurationOptions.Parse(cluster.Redis) });
            _connection = new RedisConnection(redis);
            Membership = new RedisMembership(
                Microsoft.Extensions.Options.Options.Create(new ClusterOptions { ClusterId = cluster.ClusterId }),
                redis,
                Microsoft.Extensions.Options.Options.Create(cluster.Options),
                _connection,
                NullLogger<RedisMembership>.Instance);
            Membership.ViewChanged += view => Versions.Enqueue(view.Version);
            Membership.Evicted += Evictions.Enqueue;
        }

        public RedisMembership Membership { get; }

        public SiloAddress Address { get; set; } = SiloAddress.Zero;

        public ConcurrentQueue<long> Versions { get; } = [];

        public ConcurrentQueue<SiloAddress> Evictions { get; } = [];

        /// <summary>As if the process had died: no heartbeat more, and no goodbye.</summary>
        public async ValueTask DisposeAsync()
        {
            await Membership.DisposeAsync();
            await _connection.DisposeAsync();
        }
    }
}
