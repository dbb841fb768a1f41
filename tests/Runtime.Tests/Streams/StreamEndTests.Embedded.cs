using Nusaloka.Runtime.Tests.Testing;
using Orleans.Streams;
using Orleans.TestingHost;

namespace Nusaloka.Runtime.Tests.Streams;

/// <summary>
/// Ends and failures of streams. With Orleans its queued streams carry neither end nor error, and an item whose listener fails is
/// delivered again for a minute before the next comes.
/// </summary>
public sealed class StreamEndTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task End_ReachesTheListenerAfterTheItems()
    {
        await using var cluster = await TestSilos.StartAsync();
        var (key, topic) = (Patience.NewName(), Patience.NewName());
        await cluster.Client.GetGrain<IListenerGrain>(key).SubscribeAsync(topic);

        await Stream(cluster, topic).OnNextAsync("bread");
        await Stream(cluster, topic).OnCompletedAsync();

        await Journal.UntilAsync(key, "end");
        Assert.Equal(["bread", "end"], Journal.Of(key));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Error_ReachesTheListener()
    {
        await using var cluster = await TestSilos.StartAsync();
        var (key, topic) = (Patience.NewName(), Patience.NewName());
        await cluster.Client.GetGrain<IListenerGrain>(key).SubscribeAsync(topic);

        await Stream(cluster, topic).OnErrorAsync(new InvalidDataException("lost"));

        await Journal.UntilAsync(key, "error lost");
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task FailingListener_HearsTheNextItem()
    {
        await using var cluster = await TestSilos.StartAsync();
        var (key, topic) = (Patience.NewName(), Patience.NewName());
        await cluster.Client.GetGrain<IListenerGrain>(key).SubscribeAsync(topic);

        await Stream(cluster, topic).OnNextAsync("poison");
        await Stream(cluster, topic).OnNextAsync("bread");

        await Journal.UntilAsync(key, "bread");
    }

    private static IAsyncStream<string> Stream(InProcessTestCluster cluster, string topic) =>
        cluster.Client.GetStreamProvider(TestSilos.StreamProvider).GetStream<string>(ListenerGrain.Namespace, topic);
}
