using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Operations;

public sealed class ClusterClientTests
{
    [Fact]
    public async Task Api_OfACluster_CanListenToTheRealtimeStreams()
    {
        await using var app = Program.Build(["--REDIS=" + RedisServer.Address, "--CLUSTER_ID=nobody-else"]);

        var provider = app.Services.GetRequiredService<IClusterClient>().GetStreamProvider(StreamProviders.Realtime);

        Assert.Equal(StreamProviders.Realtime, provider.Name);
    }
}
