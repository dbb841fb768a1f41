using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Testing;
using Orleans.Streams;
using Orleans.TestingHost;

namespace Nusaloka.Runtime.Tests.Streams;

/// <summary>Streams between hosts that share nothing but Redis.</summary>
public sealed class RedisStreamTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Items_ReachTheListenersOfEveryHost_InOrder()
    {
        await using var cluster = await StartAsync();
        var topic = Patience.NewName();
        var hosts = HostsOf(cluster);
        foreach (var (host, number) in hosts.Select((host, number) => (host, number))) await RedisStreams.ListenAsync(host, topic, $"{topic} at {number}");

        var items = Enumerable.Range(0, 500).Select(number => $"item {number}").ToList();
        var stream = RedisStreams.Stream(hosts[0], topic);
        await Task.WhenAll(items.Select(item => stream.OnNextAsync(item)));

        for (var number = 0; number < hosts.Count; number++)
        {
            await Journal.UntilAsync($"{topic} at {number}", items[^1]);
            Assert.Equal(items, Journal.Of($"{topic} at {number}"));
        }
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Host_HearsOneMessage_HowManyEverListenOnIt()
    {
        await using var cluster = await StartAsync();
        var topic = Patience.NewName();
        var hosts = HostsOf(cluster);
        foreach (var _ in Enumerable.Range(0, 5)) await RedisStreams.ListenAsync(hosts[0], topic, topic);
        Assert.Equal(1, await RedisStreams.CountHostsAsync(cluster, topic));
        await RedisStreams.ListenAsync(hosts[1], topic, topic);
        Assert.Equal(2, await RedisStreams.CountHostsAsync(cluster, topic));

        await RedisStreams.Stream(hosts[2], topic).OnNextAsync("news");

        await Eventually.TrueAsync("all to hear", () => Journal.Of(topic).Count == 6, () => $"{Journal.Of(topic).Count} have.");
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Host_WhoseLastListenerUnsubscribes_HearsTheChannelNoMore()
    {
        await using var cluster = await StartAsync();
        var topic = Patience.NewName();
        var host = HostsOf(cluster)[0];
        var first = await RedisStreams.ListenAsync(host, topic, $"{topic} first");
        var second = await RedisStreams.ListenAsync(host, topic, $"{topic} second");

        await first.UnsubscribeAsync();
        await RedisStreams.Stream(host, topic).OnNextAsync("news");
        await Journal.UntilAsync($"{topic} second", "news");
        Assert.Empty(Journal.Of($"{topic} first"));
        Assert.Equal(1, await RedisStreams.CountHostsAsync(cluster, topic));

        await second.UnsubscribeAsync();
        Assert.Equal(0, await RedisStreams.CountHostsAsync(cluster, topic));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task SubscribedGrains_HearWhatAnyHostPublishes_UntilTheyUnsubscribe()
    {
        await using var cluster = await StartAsync();
        var topic = Patience.NewName();
        var keys = Enumerable.Range(0, 6).Select(_ => Patience.NewName()).ToList();
        foreach (var key in keys) await cluster.Client.GetGrain<IListenerGrain>(key).SubscribeAsync(topic);
        var hosts = HostsOf(cluster);

        for (var number = 0; number < 50; number++) await RedisStreams.Stream(hosts[1], topic).OnNextAsync($"item {number}");
        foreach (var key in keys) await Journal.UntilAsync(key, "item 49");
        Assert.All(keys, key => Assert.Equal(Enumerable.Range(0, 50).Select(number => $"item {number}"), Journal.Of(key)));

        var left = cluster.Client.GetGrain<IListenerGrain>(keys[0]);
        Assert.Equal(1, await left.CountSubscriptionsAsync(topic));
        await left.UnsubscribeAsync(topic);
        Assert.Equal(0, await left.CountSubscriptionsAsync(topic));
        await RedisStreams.Stream(hosts[2], topic).OnNextAsync("late");
        foreach (var key in keys.Skip(1)) await Journal.UntilAsync(key, "late");
        Assert.DoesNotContain("late", Journal.Of(keys[0]));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task SubscriptionOfADeactivatedGrain_IsResumedByTheNextActivation()
    {
        await using var cluster = await StartAsync();
        var key = Patience.NewName();
        var grain = cluster.Client.GetGrain<IListenerGrain>(key);
        await grain.SubscribeAsync($"resumed-{key}");
        await grain.DeactivateAsync();

        await RedisStreams.Stream(HostsOf(cluster)[0], $"resumed-{key}").OnNextAsync("after");

        await Journal.UntilAsync(key, "after");
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task ImplicitSubscription_ActivatesTheGrainOfTheStreamsKey_AndOnlyThePublisherCallsIt()
    {
        await using var cluster = await StartAsync();
        var key = Patience.NewName();
        var stream = cluster.Client.GetStreamProvider(TestSilos.StreamProvider).GetStream<string>(ImplicitGrain.Namespace, key);

        foreach (var item in new[] { "one", "two" }) await stream.OnNextAsync(item);

        await Journal.UntilAsync(key, "two");
        Assert.Equal("one two", await cluster.Client.GetGrain<IImplicitGrain>(key).HeardAsync());
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task EndAndFailure_ReachGrainsAndOtherHosts()
    {
        await using var cluster = await StartAsync();
        var (key, topic) = (Patience.NewName(), Patience.NewName());
        await cluster.Client.GetGrain<IListenerGrain>(key).SubscribeAsync(topic);
        var hosts = HostsOf(cluster);
        var stream = RedisStreams.Stream(hosts[0], topic);
        await RedisStreams.Stream(hosts[1], topic).SubscribeAsync(
            (_, _) => Task.CompletedTask,
            exception => { Journal.Write(topic, $"{exception.GetType().Name} {exception.Message}"); return Task.CompletedTask; },
            () => { Journal.Write(topic, "end"); return Task.CompletedTask; });

        await stream.OnErrorAsync(new InvalidDataException("lost"));
        await stream.OnCompletedAsync();

        await Journal.UntilAsync(topic, "end");
        Assert.Equal(["InvalidDataException lost", "end"], Journal.Of(topic));
        await Journal.UntilAsync(key, "end");
        Assert.Equal(["error lost", "end"], Journal.Of(key));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task ListenerOfAnotherType_IsLeftOut_AndTheOthersHear()
    {
        await using var cluster = await StartAsync();
        var topic = Patience.NewName();
        var hosts = HostsOf(cluster);
        await RedisStreams.Stream<int>(hosts[0], topic).SubscribeAsync((item, _) => { Journal.Write($"{topic} int", $"{item}"); return Task.CompletedTask; });
        await RedisStreams.ListenAsync(hosts[0], topic, topic);

        await RedisStreams.Stream(hosts[1], topic).OnNextAsync("7");
        await RedisStreams.Stream<int>(hosts[1], topic).OnNextAsync(8);

        await Journal.UntilAsync($"{topic} int", "8");
        await Journal.UntilAsync(topic, "7");
        Assert.Single(Journal.Of($"{topic} int"));
        Assert.Single(Journal.Of(topic));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task ItemThatHasNoPlaceOnTheWire_IsRefusedAtOnce()
    {
        await using var cluster = await StartAsync(1);

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => RedisStreams.Stream<Gate>(HostsOf(cluster)[0], Patience.NewName()).OnNextAsync(new Gate()));

        Assert.Contains(nameof(Gate), refusal.Message, StringComparison.Ordinal);
    }

    private static Task<InProcessTestCluster> StartAsync(short silos = 2) => RedisStreams.StartAsync(RedisServer.Address, silos);

    private static List<IServiceProvider> HostsOf(InProcessTestCluster cluster) =>
        [cluster.Client.ServiceProvider, .. cluster.Silos.Select(silo => silo.ServiceProvider)];
}
