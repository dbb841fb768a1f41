using Microsoft.Extensions.Hosting;

namespace Nusaloka.Grains.Tests.Cluster;

/// <summary>A cluster for one test, which may break it.</summary>
internal sealed class OwnCluster : IAsyncDisposable
{
    private readonly GrainCluster _cluster;

    /// <param name="configure">Changes what each silo has.</param>
    public OwnCluster(Action<IHostApplicationBuilder>? configure = null) => _cluster = configure is null ? new GrainCluster() : new GrainCluster(configure);

    public async Task<GrainCluster> StartAsync()
    {
        await _cluster.InitializeAsync();
        return _cluster;
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();
}
