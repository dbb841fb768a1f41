using Nusaloka.Runtime.Conformance.Clusters;
using Nusaloka.Runtime.Conformance.Silo.Calls;

namespace Nusaloka.Runtime.Conformance.Calls;

public abstract class CancellationTests(TestCluster cluster) : ConformanceTest(cluster)
{
    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Cancel_OfARunningCall_ReachesTheGrain()
    {
        var gate = NewName();
        using var cancellation = new CancellationTokenSource();
        var call = NewGrain<ICallGrain>().WaitUntilCancelledAsync(gate, cancellation.Token);
        await Gates.ArrivalsAsync(gate);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Journal.UntilAsync(gate, "cancelled");
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Cancel_OfACallThatWentOn_ReachesTheLastGrain()
    {
        var (one, other) = await NewPairAsync<ICallGrain>();
        var gate = NewName();
        using var cancellation = new CancellationTokenSource();
        var call = one.WaitUntilCancelledThroughAsync(other.GetPrimaryKeyString(), gate, cancellation.Token);
        await Gates.ArrivalsAsync(gate);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Journal.UntilAsync(gate, "cancelled");
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Call_WithACancelledToken_DoesNotRun()
    {
        var grain = NewGrain<ICallGrain>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => grain.CountAsync(new CancellationToken(canceled: true)));

        Assert.Equal(0, await grain.GetAsync());
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Call_WithATokenThatIsNotCancelled_Runs()
    {
        var grain = NewGrain<ICallGrain>();
        using var cancellation = new CancellationTokenSource();

        await grain.CountAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await grain.CountAsync(CancellationToken.None);

        Assert.Equal(2, await grain.GetAsync());
    }

    [Collection(OneSilo.Tests)]
    public sealed class OnOneSilo(OneSilo cluster) : CancellationTests(cluster);

    [Collection(ThreeSilos.Tests)]
    public sealed class OnThreeSilos(ThreeSilos cluster) : CancellationTests(cluster);

    [Collection(ThreeProcesses.Tests)]
    public sealed class OnThreeProcesses(ThreeProcesses cluster) : CancellationTests(cluster);
}
