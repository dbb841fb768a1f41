using System.Security.Cryptography;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>Three silos and two APIs that send their spans to a collector. Nothing bad happens to them, so tests share one.</summary>
public sealed class ObservedCluster : IAsyncLifetime, IAsyncDisposable
{
    private readonly Collector _collector = new();
    private ClusterServers? _servers;
    private ClusterProcesses? _processes;

    internal ClusterProcesses Processes => _processes ?? throw new InvalidOperationException("The cluster has not started.");

    internal string Postgres => _servers?.PostgresConnection ?? throw new InvalidOperationException("The cluster has not started.");

    internal Collector Collector => _collector;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _servers = await ClusterServers.StartAsync(new ClusterSetup());
        _processes = new ClusterProcesses(
            _servers.PostgresConnection, _servers.RedisConfiguration, $"observed-{RandomNumberGenerator.GetHexString(8, lowercase: true)}",
            ("OTEL_EXPORTER_OTLP_ENDPOINT", _collector.Address.ToString()),
            // Spans are sent as they end, not in batches of five seconds.
            ("OTEL_BSP_SCHEDULE_DELAY", "200"));
        await _processes.StartAsync(silos: 3, apis: 2);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_processes is not null)
            await _processes.DisposeAsync();
        if (_servers is not null)
            await _servers.DisposeAsync();
        await _collector.DisposeAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();
}
