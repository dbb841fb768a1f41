using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Activation;

public sealed class TurnTests
{
    private static readonly string Plain = typeof(TurnGrain).FullName!;
    private static readonly string Reentrant = typeof(ReentrantTurnGrain).FullName!;

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Requests_OfManyCallers_RunOneAtATime()
    {
        await using var cluster = await TestSilos.StartAsync();
        var grain = cluster.Client.GetGrain<ITurnGrain>(Patience.NewName(), Plain);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(grain.StepAsync)));

        Assert.Equal((1, 200), await grain.SummaryAsync());
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Continuations_OfOneRequest_NeverRunInParallel()
    {
        await using var cluster = await TestSilos.StartAsync();

        Assert.Equal(1, await cluster.Client.GetGrain<ITurnGrain>(Patience.NewName(), Plain).BranchAsync(20));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Continuations_OfABusyRequest_LetInterleavingRequestsIn()
    {
        await using var cluster = await TestSilos.StartAsync(responseTimeout: TimeSpan.FromSeconds(5));
        var key = Patience.NewName();
        var grain = cluster.Client.GetGrain<ITurnGrain>(key, Plain);
        var busy = grain.YieldUntilReleasedAsync();
        await Journal.UntilAsync(key, "yield");

        await grain.ReleaseAsync();
        await busy;
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Request_WhileAnotherRuns_Waits()
    {
        await using var cluster = await TestSilos.StartAsync();
        var gate = Patience.NewName();
        var grain = cluster.Client.GetGrain<ITurnGrain>(gate, Plain);
        var first = grain.WorkAsync(gate);
        await Gate.Named(gate).ArrivalAsync();

        var second = grain.WorkAsync(gate);
        var inside = await grain.CountInsideAsync();
        Gate.Named(gate).Open();
        await Task.WhenAll(first, second);

        Assert.Equal(1, inside);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task ReadOnlyRequest_BehindAWriterThatGaveUp_InterleavesWithTheReaderThatRuns()
    {
        await using var cluster = await TestSilos.StartAsync();
        var gate = Patience.NewName();
        var grain = cluster.Client.GetGrain<ITurnGrain>(gate, Plain);
        using var patience = new CancellationTokenSource();
        var first = grain.ReadAsync(gate);
        await Gate.Named(gate).ArrivalAsync();
        var writer = grain.WorkAsync(gate, patience.Token);
        var second = grain.ReadAsync(gate);
        await grain.CountInsideAsync();

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer);
        await Gate.Named(gate).ArrivalAsync();
        Gate.Named(gate).Open();
        await Task.WhenAll(first, second);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task ReadOnlyRequest_WhileReadOnlyRuns_Interleaves()
    {
        await using var cluster = await TestSilos.StartAsync();
        var gate = Patience.NewName();
        var grain = cluster.Client.GetGrain<ITurnGrain>(gate, Plain);

        Task[] readers = [grain.ReadAsync(gate), grain.ReadAsync(gate), grain.ReadAsync(gate)];
        foreach (var _ in readers) await Gate.Named(gate).ArrivalAsync();
        var inside = await grain.CountInsideAsync();
        Gate.Named(gate).Open();
        await Task.WhenAll(readers);

        Assert.Equal(3, inside);
    }

    [Theory(Timeout = Patience.TestMilliseconds)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadOnlyRequest_BesideAWriter_Waits(bool readerFirst)
    {
        await using var cluster = await TestSilos.StartAsync();
        var gate = Patience.NewName();
        var grain = cluster.Client.GetGrain<ITurnGrain>(gate, Plain);
        var first = readerFirst ? grain.ReadAsync(gate) : grain.WorkAsync(gate);
        await Gate.Named(gate).ArrivalAsync();

        var second = readerFirst ? grain.WorkAsync(gate) : grain.ReadAsync(gate);
        var inside = await grain.CountInsideAsync();
        Gate.Named(gate).Open();
        await Task.WhenAll(first, second);

        Assert.Equal(1, inside);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task ReentrantGrain_WhileARequestRuns_StartsTheNext()
    {
        await using var cluster = await TestSilos.StartAsync();
        var gate = Patience.NewName();
        var grain = cluster.Client.GetGrain<ITurnGrain>(gate, Reentrant);

        Task[] requests = [grain.WorkAsync(gate), grain.WorkAsync(gate)];
        foreach (var _ in requests) await Gate.Named(gate).ArrivalAsync();
        var inside = await grain.CountInsideAsync();
        Gate.Named(gate).Open();
        await Task.WhenAll(requests);

        Assert.Equal(2, inside);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task CycleOfCalls_Deadlocks_AndEndsInTimeout()
    {
        await using var cluster = await TestSilos.StartAsync(responseTimeout: TimeSpan.FromMilliseconds(300));
        var (one, other) = (Patience.NewName(), Patience.NewName());

        await Assert.ThrowsAsync<TimeoutException>(() => cluster.Client.GetGrain<ITurnGrain>(one, Plain).CallBackThroughAsync(other));
    }
}
