using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Runtime.Metrics;
using Nusaloka.Runtime.Tests.Messaging;
using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Metrics;

public sealed class StatisticsTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Statistics_CountActivationsCallsErrorsAndMailboxes()
    {
        await using var cluster = await TestSilos.StartAsync();
        var gate = Patience.NewName();
        await cluster.Client.GetGrain<ICallGrain>("a").EchoAsync("x");
        await Assert.ThrowsAsync<NoSuchAccountException>(() => cluster.Client.GetGrain<ICallGrain>("a").FailAsync("x"));
        var running = cluster.Client.GetGrain<ICallGrain>("b").WaitAsync(gate);
        await Gate.Named(gate).ArrivalAsync();
        var waiting = cluster.Client.GetGrain<ICallGrain>("b").EchoAsync("x");

        var statistics = Assert.Single(cluster.GetSiloServiceProvider().GetRequiredService<IRuntimeStatistics>().GetGrainStatistics());
        Gate.Named(gate).Open();
        await Task.WhenAll(running, waiting);

        Assert.Equal(new GrainStatistics("call", Activations: 2, Waiting: 1, LongestMailbox: 1, Calls: 2, Errors: 1), statistics);
    }
}
