using Nusaloka.Runtime.Conformance.Clusters;
using Nusaloka.Runtime.Conformance.Silo.Turns;

namespace Nusaloka.Runtime.Conformance.Turns;

public abstract class TurnTests(TestCluster cluster) : ConformanceTest(cluster)
{
    private static readonly string Plain = typeof(TurnGrain).FullName!;
    private static readonly string Reentrant = typeof(ReentrantTurnGrain).FullName!;

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Requests_OfManyCallers_RunOneAtATime()
    {
        var grain = NewGrain<ITurnGrain>(Plain);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(grain.StepAsync)));

        Assert.Equal((1, 200), await grain.SummaryAsync());
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Continuations_OfOneRequest_NeverRunInParallel() => Assert.Equal(1, await NewGrain<ITurnGrain>(Plain).BranchAsync(20));

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Continuations_OfABusyRequest_LetInterleavingRequestsIn()
    {
        var grain = NewGrain<ITurnGrain>(Plain);
        var busy = grain.YieldUntilReleasedAsync();
        await Journal.UntilAsync(grain.GetPrimaryKeyString(), "yield");

        await grain.ReleaseAsync();

        await busy;
        Assert.Equal((0, 0), await grain.SummaryAsync());
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Request_WhileAnotherRuns_Waits()
    {
        var (grain, gate) = (NewGrain<ITurnGrain>(Plain), NewName());
        var first = grain.WorkAsync(gate);
        await Gates.ArrivalsAsync(gate);

        var second = grain.WorkAsync(gate);
        var inside = await grain.CountInsideAsync();
        await Gates.OpenAsync(gate);
        await Task.WhenAll(first, second);

        Assert.Equal(1, inside);
        Assert.Equal(2, await Gates.CountArrivalsAsync(gate));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task ReadOnlyRequest_BehindAWriterThatGaveUp_InterleavesWithTheReaderThatRuns()
    {
        var (grain, gate) = (NewGrain<ITurnGrain>(Plain), NewName());
        using var patience = new CancellationTokenSource();
        var first = grain.ReadAsync(gate);
        await Gates.ArrivalsAsync(gate);
        var writer = grain.WorkPatientlyAsync(gate, patience.Token);
        var second = grain.ReadAsync(gate);
        await grain.CountInsideAsync();

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer);
        await Gates.ArrivalsAsync(gate, 2);
        await Gates.OpenAsync(gate);
        await Task.WhenAll(first, second);
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task ReadOnlyRequest_WhileReadOnlyRuns_Interleaves()
    {
        var (grain, gate) = (NewGrain<ITurnGrain>(Plain), NewName());

        Task[] readers = [grain.ReadAsync(gate), grain.ReadAsync(gate), grain.ReadAsync(gate)];
        await Gates.ArrivalsAsync(gate, readers.Length);
        var inside = await grain.CountInsideAsync();
        await Gates.OpenAsync(gate);
        await Task.WhenAll(readers);

        Assert.Equal(3, inside);
    }

    [Theory(Timeout = TestCluster.TestMilliseconds)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadOnlyRequest_BesideAWriter_Waits(bool readerFirst)
    {
        var (grain, gate) = (NewGrain<ITurnGrain>(Plain), NewName());
        var first = readerFirst ? grain.ReadAsync(gate) : grain.WorkAsync(gate);
        await Gates.ArrivalsAsync(gate);

        var second = readerFirst ? grain.WorkAsync(gate) : grain.ReadAsync(gate);
        var inside = await grain.CountInsideAsync();
        await Gates.OpenAsync(gate);
        await Task.WhenAll(first, second);

        Assert.Equal(1, inside);
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task ReentrantGrain_WhileARequestRuns_StartsTheNext()
    {
        var (grain, gate) = (NewGrain<ITurnGrain>(Reentrant), NewName());

        Task[] requests = [grain.WorkAsync(gate), grain.WorkAsync(gate)];
        await Gates.ArrivalsAsync(gate, requests.Length);
        var inside = await grain.CountInsideAsync();
        await Gates.OpenAsync(gate);
        await Task.WhenAll(requests);

        Assert.Equal(2, inside);
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task CycleOfCalls_Deadlocks_AndEndsInTimeout()
    {
        var (one, other) = await NewPairAsync<ITurnGrain>(Plain);

        await Assert.ThrowsAsync<TimeoutException>(() => one.CallBackThroughAsync(other.GetPrimaryKeyString()));
    }

    [Collection(OneSilo.Tests)]
    public sealed class OnOneSilo(OneSilo cluster) : TurnTests(cluster);

    [Collection(ThreeSilos.Tests)]
    public sealed class OnThreeSilos(ThreeSilos cluster) : TurnTests(cluster);

    [Collection(ThreeProcesses.Tests)]
    public sealed class OnThreeProcesses(ThreeProcesses cluster) : TurnTests(cluster);
}
