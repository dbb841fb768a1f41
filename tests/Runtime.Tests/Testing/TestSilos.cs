using Orleans.Configuration;
using Orleans.TestingHost;

namespace Nusaloka.Runtime.Tests.Testing;

/// <summary>Starts clusters for tests.</summary>
public static class TestSilos
{
    public const string StreamProvider = "streams";

    public static async Task<InProcessTestCluster> StartAsync(
        short silos = 1, Action<ISiloBuilder>? silo = null, Action<IClientBuilder>? client = null, TimeSpan? responseTimeout = null)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, siloBuilder) =>
        {
            siloBuilder.AddMemoryGrainStorageAsDefault().AddMemoryGrainStorage("PubSubStore").AddMemoryStreams(StreamProvider);
            if (responseTimeout is { } timeout) siloBuilder.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = timeout);
            silo?.Invoke(siloBuilder);
        });
        builder.ConfigureClient(clientBuilder =>
        {
            clientBuilder.AddMemoryStreams(StreamProvider);
            if (responseTimeout is { } timeout) clientBuilder.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = timeout);
            client?.Invoke(clientBuilder);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
