using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Runtime.Metrics;
using Nusaloka.Runtime.Tests.Messaging;
using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Metrics;

public sealed class CallObserverTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Observer_IsToldOfEachCallOnceByKindAndMethod()
    {
        var observer = new RecordingObserver();
        await using var cluster = await TestSilos.StartAsync(silo: builder => builder.Services.AddSingleton<ICallObserver>(observer));

        await cluster.Client.GetGrain<ICallGrain>("a").EchoAsync("x");
        await cluster.Client.GetGrain<ICallGrain>("b").EchoAsync("x");
        await Assert.ThrowsAsync<NoSuchAccountException>(() => cluster.Client.GetGrain<ICallGrain>("a").FailAsync("x"));

        Assert.Equal(
            ["call EchoAsync False", "call EchoAsync False", "call FailAsync True"],
            observer.Calls.Select(call => $"{call.Kind} {call.Method} {call.Failed}"));
        Assert.All(observer.Calls, call => Assert.True(call.Duration >= TimeSpan.Zero));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Statistics_OfAClient_KnowTheClusterAndNoGrains()
    {
        await using var cluster = await TestSilos.StartAsync(silos: 2);

        var statistics = cluster.Client.ServiceProvider.GetRequiredService<IRuntimeStatistics>();

        Assert.Empty(statistics.GetGrainStatistics());
        Assert.Equal(2, statistics.GetClusterStatistics().Members.Count(member => member.Status == SiloStatus.Active));
        Assert.True(statistics.GetClusterStatistics().ViewVersion >= 2);
    }

    private sealed class RecordingObserver : ICallObserver
    {
        public ConcurrentQueue<(string Kind, string Method, TimeSpan Duration, bool Failed)> Calls { get; } = new();

        public ICallCounter CounterOf(GrainType grainType, MethodInfo method) => new Counter(this, grainType.ToString(), method.Name);

        private sealed class Counter(RecordingObserver owner, string kind, string method) : ICallCounter
        {
            public void CallEnded(TimeSpan duration, bool failed) => owner.Calls.Enqueue((kind, method, duration, failed));
        }
    }
}
