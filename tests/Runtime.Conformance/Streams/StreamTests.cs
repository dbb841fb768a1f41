using Nusaloka.Runtime.Conformance.Clusters;
using Nusaloka.Runtime.Conformance.Silo.Streams;
using Orleans.Streams;

namespace Nusaloka.Runtime.Conformance.Streams;

public abstract class StreamTests(TestCluster cluster) : ConformanceTest(cluster)
{
    private IStreamProvider Provider => Client.GetStreamProvider(StreamNames.Provider);

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Items_ReachASubscribedGrain_InOrder()
    {
        var (grain, topic) = (NewGrain<IListenerGrain>(), NewName());
        await grain.SubscribeAsync(topic);

        var items = Enumerable.Range(0, 100).Select(static number => $"item {number}").ToList();
        foreach (var item in items) await News(topic).OnNextAsync(item);

        await Journal.UntilAsync(grain.GetPrimaryKeyString(), items[^1]);
        Assert.Equal(items, await Journal.ReadAsync(grain.GetPrimaryKeyString()));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Item_PublishedByAGrain_ReachesGrainsOnOtherSilosAndTheClient()
    {
        var ((near, far), topic) = (await NewPairAsync<IListenerGrain>(), NewName());
        await near.SubscribeAsync(topic);
        await far.SubscribeAsync(topic);
        await News(topic).SubscribeAsync((item, _) => Journal.WriteAsync(topic, item));

        await near.PublishAsync(topic, "hello");

        foreach (var listener in new[] { near.GetPrimaryKeyString(), far.GetPrimaryKeyString(), topic })
        {
            await Journal.UntilAsync(listener, "hello");
            Assert.Equal(["hello"], await Journal.ReadAsync(listener));
        }
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Client_Unsubscribed_HearsNothingMore()
    {
        var (listener, topic) = (NewGrain<IListenerGrain>(), NewName());
        await listener.SubscribeAsync(topic);
        var subscription = await News(topic).SubscribeAsync((item, _) => Journal.WriteAsync(topic, item));
        await News(topic).OnNextAsync("early");
        await Journal.UntilAsync(topic, "early");

        await subscription.UnsubscribeAsync();
        await News(topic).OnNextAsync("late");
        await Journal.UntilAsync(listener.GetPrimaryKeyString(), "late");

        Assert.Equal(["early"], await Journal.ReadAsync(topic));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Grain_Unsubscribed_HearsNothingMore()
    {
        var (grain, other, topic) = (NewGrain<IListenerGrain>(), NewGrain<IListenerGrain>(), NewName());
        await grain.SubscribeAsync(topic);
        await other.SubscribeAsync(topic);
        Assert.Equal(1, await grain.CountSubscriptionsAsync(topic));

        await grain.UnsubscribeAsync(topic);
        await News(topic).OnNextAsync("late");
        await Journal.UntilAsync(other.GetPrimaryKeyString(), "late");

        Assert.Equal(0, await grain.CountSubscriptionsAsync(topic));
        Assert.Empty(await Journal.ReadAsync(grain.GetPrimaryKeyString()));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task BusyListener_DoesNotHoldUpThePublisher()
    {
        var (grain, topic) = (NewGrain<IListenerGrain>(), NewName());
        await grain.SubscribeAsync(topic);
        var busy = grain.WaitAsync(topic);
        await Gates.ArrivalsAsync(topic);

        for (var i = 0; i < 50; i++) await News(topic).OnNextAsync($"item {i}");
        var heard = await Journal.ReadAsync(grain.GetPrimaryKeyString());
        await Gates.OpenAsync(topic);
        await busy;

        Assert.Empty(heard);
        await Journal.UntilAsync(grain.GetPrimaryKeyString(), "item 49");
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Subscription_OfADeactivatedGrain_IsResumedByTheNextActivation()
    {
        var grain = NewGrain<IListenerGrain>();
        var topic = ListenerGrain.ResumedPrefix + grain.GetPrimaryKeyString();
        await grain.SubscribeAsync(topic);
        await grain.DeactivateAsync();

        await News(topic).OnNextAsync("after");

        await Journal.UntilAsync(grain.GetPrimaryKeyString(), "after");
        Assert.Equal(1, await grain.CountSubscriptionsAsync(topic));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task ImplicitSubscription_ActivatesTheGrainOfTheStreamsKey()
    {
        var key = NewName();
        var orders = Provider.GetStream<Order>(StreamNames.Orders, key);

        foreach (var number in new[] { 1, 2 }) await orders.OnNextAsync(new Order("bread", number));

        await Journal.UntilAsync(key, "2 of bread");
        Assert.Equal(["1 of bread", "2 of bread"], await Journal.ReadAsync(key));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task ImplicitSubscription_TellsAnObservingGrain()
    {
        var key = NewName();

        foreach (var item in new[] { "one", "two" }) await Provider.GetStream<string>(StreamNames.Shipments, key).OnNextAsync(item);

        await Journal.UntilAsync(key, "two");
        Assert.Equal(["one", "two"], await Journal.ReadAsync(key));
    }

    private IAsyncStream<string> News(string topic) => Provider.GetStream<string>(StreamNames.News, topic);

    [Collection(OneSilo.Tests)]
    public sealed class OnOneSilo(OneSilo cluster) : StreamTests(cluster);

    [Collection(ThreeSilos.Tests)]
    public sealed class OnThreeSilos(ThreeSilos cluster) : StreamTests(cluster);

    [Collection(ThreeProcesses.Tests)]
    public sealed class OnThreeProcesses(ThreeProcesses cluster) : StreamTests(cluster);
}
