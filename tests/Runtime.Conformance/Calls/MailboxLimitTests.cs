using Nusaloka.Runtime.Conformance.Clusters;
using Nusaloka.Runtime.Conformance.Silo.Calls;
using Nusaloka.Runtime.Conformance.Silo.Hosting;
using Nusaloka.Testing;

namespace Nusaloka.Runtime.Conformance.Calls;

public abstract class MailboxLimitTests(TestCluster cluster) : ConformanceTest(cluster)
{
    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Call_OverTheMailboxLimit_IsRejectedAtOnceAndTheRestAreServed()
    {
        const int limit = ConformanceHost.MaxWaitingRequests;
        var (grain, gate) = (NewGrain<ICallGrain>(), NewName());
        var calls = new List<Task> { grain.WaitAsync(gate) };
        await Gates.ArrivalsAsync(gate);

        for (var i = 0; i < 2 * limit; i++) calls.Add(grain.WaitAsync(gate));
        await Eventually.TrueAsync("the rejection of what is over the limit", () => calls.Count(call => call.IsFaulted) >= limit - 2);
        await Gates.OpenAsync(gate);

        // A rejection from another process may come last.
        await Task.WhenAll(calls).ContinueWith(static _ => { }, TaskScheduler.Default);
        foreach (var rejected in calls.Where(call => call.IsFaulted)) await Assert.ThrowsAsync<LimitExceededException>(() => rejected);
        Assert.InRange(calls.Count(call => call.IsCompletedSuccessfully), limit, limit + 3);
    }

    [Collection(OneSilo.Tests)]
    public sealed class OnOneSilo(OneSilo cluster) : MailboxLimitTests(cluster);

    [Collection(ThreeSilos.Tests)]
    public sealed class OnThreeSilos(ThreeSilos cluster) : MailboxLimitTests(cluster);

    [Collection(ThreeProcesses.Tests)]
    public sealed class OnThreeProcesses(ThreeProcesses cluster) : MailboxLimitTests(cluster);
}
