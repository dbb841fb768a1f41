namespace Nusaloka.Bench.Cluster;

/// <summary>Silo processes, a client of them in this process, and a bare connection to each.</summary>
internal sealed class MeasuredCluster : IAsyncDisposable
{
    private readonly List<SiloProcess> _silos = [];
    private readonly List<EchoClient> _echoes = [];
    private IHost? _client;

    public IReadOnlyList<SiloProcess> Silos => _silos;

    public static async Task<MeasuredCluster> StartAsync(int silos, string postgres)
    {
        var cluster = new MeasuredCluster();
        var clusterId = $"bench-{Environment.ProcessId}-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        try
        {
            for (var i = 0; i < silos; i++)
                cluster._silos.Add(await SiloProcess.StartAsync(clusterId, postgres));
            foreach (var silo in cluster._silos)
                cluster._echoes.Add(await EchoClient.ConnectAsync(silo.EchoPort));
            cluster._client = await ClusterNode.StartClientAsync(clusterId);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public T[] Grains<T>(int count, string prefix = "")
        where T : IGrainWithStringKey
    {
        var factory = (_client ?? throw new ObjectDisposedException(nameof(MeasuredCluster))).Services.GetRequiredService<IGrainFactory>();
        return [.. Enumerable.Range(0, count).Select(i => factory.GetGrain<T>($"{prefix}{i}"))];
    }

    /// <summary>The baseline: a message there and back.</summary>
    public Task EchoAsync(int caller) => _echoes[caller % _echoes.Count].CallAsync();

    public async ValueTask DisposeAsync()
    {
        if (_client is { } client)
        {
            await client.StopAsync();
            client.Dispose();
        }

        foreach (var echo in _echoes)
            await echo.DisposeAsync();
        foreach (var silo in _silos)
            await silo.DisposeAsync();
    }
}
