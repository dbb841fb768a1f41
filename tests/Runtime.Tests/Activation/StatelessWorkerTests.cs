using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Activation;

public sealed class StatelessWorkerTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Calls_OfOneIdentity_RunBesideOneAnotherUpToTheLimit()
    {
        await using var cluster = await TestSilos.StartAsync();
        var gate = Patience.NewName();
        var worker = cluster.Client.GetGrain<IWorkerGrain>("w");

        var calls = Enumerable.Range(0, WorkerGrain.MaxWorkers + 2).Select(_ => worker.WorkAsync(gate)).ToList();
        for (var i = 0; i < WorkerGrain.MaxWorkers; i++) await Gate.Named(gate).ArrivalAsync();
        // Another identity is served, so whatever could start has started.
        var other = Patience.NewName();
        Gate.Named(other).Open();
        await cluster.Client.GetGrain<IWorkerGrain>("other").WorkAsync(other);
        var started = Journal.Of(gate).Count;
        Gate.Named(gate).Open();
        await Task.WhenAll(calls);

        Assert.Equal(WorkerGrain.MaxWorkers, started);
        Assert.Equal(calls.Count, Journal.Of(gate).Count);
    }
}
