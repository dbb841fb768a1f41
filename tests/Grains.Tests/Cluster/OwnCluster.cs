namespace Nusaloka.Grains.Tests.Cluster;

/// <summary>A cluster for one test, which may break it.</summary>
internal sealed class OwnCluster : IAsyncDisposable
{
    private readonly GrainCluster _cluster = new();

    public async Task<GrainCluster> StartAsync()
    {
        await _cluster.InitializeAsync();
        return _cluster;
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();
}
