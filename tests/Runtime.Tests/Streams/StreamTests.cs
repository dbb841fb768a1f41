using Nusaloka.Runtime.Tests.Testing;
using Orleans.Streams;
using Orleans.TestingHost;

namespace Nusaloka.Runtime.Tests.Streams;

public sealed class StreamTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Items_ReachASubscribedGrain_InOrder()
    {
        await using var cluster = await TestSilos.StartAsync(silos: 2);
        var (key, topic) = (Patience.NewName(), Patience.NewName());
        await cluster.Client.GetGrain<IListenerGrain>(key).SubscribeAsync(topic);

        var items = Enumerable.Range(0, 100).Select(number => $"item {number}").ToList();
        foreach (var item in items) await Stream(cluster, topic).OnNextAsync(item);

        await Journal.UntilAsync(key, items[^1]);
        Assert.Equal(items, Journal.Of(key));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Item_PublishedByAGrain_ReachesGrainsAndTheClient()
    {
        await using var cluster = await TestSilos.StartAsync(silos: 2);
        var (key, topic) = (Patience.NewName(), Patience.NewName());
        await cluster.Client.GetGrain<IListenerGrain>(key).SubscribeAsync(topic);
        await Stream(cluster, topic).SubscribeAsync((item, _) =>
        {
            Journal.Write(topic, item);
            return Task.CompletedTask;
        });

        await cluster.Client.GetGrain<IListenerGrain>(Patience.NewName()).PublishAsync(topic, "hello");

        await Journal.UntilAsync(key, "hello");
        await Journal.UntilAsync(topic, "hello");
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Unsubscribed_HearsNothingMore()
    {
        await using var cluster = await TestSilos.StartAsync();
        var (key, other, topic) = (Patience.NewName(), Patience.NewName(), Patience.NewName());
        var grain = cluster.Client.GetGrain<IListenerGrain>(key);
        await grain.SubscribeAsync(topic);
        await cluster.Client.GetGrain<IListenerGrain>(other).SubscribeAsync(topic);
        Assert.Equal(1, await grain.CountSubscriptionsAsync(topic));

        await grain.UnsubscribeAsync(topic);
        await Stream(cluster, topic).OnNextAsync("late");
        await Journal.UntilAsync(other, "late");

        Assert.Equal(0, await grain.CountSubscriptionsAsync(topic));
        Assert.Empty(Journal.Of(key));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task BusyListener_DoesNotHoldUpThePublisher()
    {
        await using var cluster = await TestSilos.StartAsync();
        var (key, topic) = (Patience.NewName(), Patience.NewName());
        var grain = cluster.Client.GetGrain<IListenerGrain>(key);
        await grain.SubscribeAsync(topic);
        var busy = grain.WaitAsync(key);
        await Gate.Named(key).ArrivalAsync();

        for (var i = 0; i < 50; i++) await Stream(cluster, topic).OnNextAsync($"item {i}");
        Assert.Empty(Journal.Of(key));
        Gate.Named(key).Open();
        await busy;

        await Journal.UntilAsync(key, "item 49");
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Subscription_OfADeactivatedGrain_IsResumedByTheNextActivation()
    {
        await using var cluster = await TestSilos.StartAsync();
        var key = Patience.NewName();
        var topic = $"resumed-{key}";
        var grain = cluster.Client.GetGrain<IListenerGrain>(key);
        await grain.SubscribeAsync(topic);
        await grain.DeactivateAsync();

        await Stream(cluster, topic).OnNextAsync("after");

        await Journal.UntilAsync(key, "after");
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task ImplicitSubscription_ActivatesTheGrainOfTheStreamsKey()
    {
        await using var cluster = await TestSilos.StartAsync(silos: 2);
        var key = Patience.NewName();

        foreach (var item in new[] { "one", "two" }) await Provider(cluster).GetStream<string>(ImplicitGrain.Namespace, key).OnNextAsync(item);

        await Journal.UntilAsync(key, "two");
        Assert.Equal("one two", await cluster.Client.GetGrain<IImplicitGrain>(key).HeardAsync());
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task ImplicitSubscription_TellsAnObservingGrain()
    {
        await using var cluster = await TestSilos.StartAsync();
        var key = Patience.NewName();

        foreach (var item in new[] { "one", "two" }) await Provider(cluster).GetStream<string>(ObservingGrain.Namespace, key).OnNextAsync(item);

        await Journal.UntilAsync(key, "two");
        Assert.Equal(["one", "two"], Journal.Of(key));
    }

    private static IStreamProvider Provider(InProcessTestCluster cluster) => cluster.Client.GetStreamProvider(TestSilos.StreamProvider);

    private static IAsyncStream<string> Stream(InProcessTestCluster cluster, string topic) => Provider(cluster).GetStream<string>(ListenerGrain.Namespace, topic);
}
