using Nusaloka.Runtime.Conformance.Clusters;
using Nusaloka.Runtime.Conformance.Silo.Activation;

namespace Nusaloka.Runtime.Conformance.Activation;

public abstract class LifeTests(TestCluster cluster) : ConformanceTest(cluster)
{
    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task DeactivateOnIdle_EndsTheActivation_AndTheNextCallStartsAnother()
    {
        var grain = NewGrain<ILifeGrain>();
        var key = grain.GetPrimaryKeyString();
        await grain.TouchAsync();

        await grain.DeactivateAsync();

        Assert.Equal(1, await grain.TouchAsync());
        Assert.Equal(["activate", "touch", "deactivate ApplicationRequested", "activate", "touch"], await Journal.ReadAsync(key));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Calls_ThatArriveWhileTheActivationEnds_AreServedByTheNext()
    {
        var key = LifeGrain.Slow + NewName();
        var grain = Client.GetGrain<ILifeGrain>(key);
        await grain.DeactivateAsync();
        await Gates.ArrivalsAsync(key);

        var calls = Enumerable.Range(0, 20).Select(_ => grain.TouchAsync()).ToList();
        Assert.DoesNotContain("touch", await Journal.ReadAsync(key));
        await Gates.OpenAsync(key);

        // Each once; in which order calls move on to the next activation, Orleans leaves open.
        Assert.Equal(Enumerable.Range(1, 20), (await Task.WhenAll(calls)).Order());
        Assert.Equal(["activate", "deactivate ApplicationRequested", "activate"], (await Journal.ReadAsync(key)).Where(entry => entry != "touch"));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Calls_QueuedBehindDeactivateOnIdle_AreServedByTheNext()
    {
        var grain = NewGrain<ILifeGrain>();
        var key = grain.GetPrimaryKeyString();
        var running = grain.WaitAsync(key);
        await Gates.ArrivalsAsync(key);

        var deactivation = grain.DeactivateAsync();
        var calls = Enumerable.Range(0, 5).Select(_ => grain.TouchAsync()).ToList();
        await Gates.OpenAsync(key);

        await Task.WhenAll(calls);
        await Task.WhenAll(running, deactivation);
        Assert.Equal(5, (await Journal.ReadAsync(key)).Count(entry => entry == "touch"));
        // Orleans may bring some of the calls to the grain before the one that ends it.
        Assert.InRange((await Journal.ReadAsync(key)).Count(entry => entry == "activate"), 1, 2);
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task FailedActivation_TellsEveryCaller_AndIsTriedAgain()
    {
        var key = LifeGrain.Broken + NewName();
        var grain = Client.GetGrain<ILifeGrain>(key);

        await Assert.ThrowsAsync<InvalidDataException>(() => grain.TouchAsync());
        await Assert.ThrowsAsync<InvalidDataException>(() => grain.TouchAsync());
        await Journal.WriteAsync(key, "mend");

        Assert.Equal(1, await grain.TouchAsync());
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task ManyCalls_WhileActivationsComeAndGo_AreEachAnsweredOnce()
    {
        const int callers = 8;
        const int callsOfEach = 40;
        var grain = NewGrain<ILifeGrain>();

        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < callsOfEach; i++)
            {
                await CallUntilAnsweredAsync(grain.TouchAsync);
                if (i % 10 == caller) await CallUntilAnsweredAsync(grain.DeactivateAsync);
            }
        })));

        var journal = await Journal.ReadAsync(grain.GetPrimaryKeyString());
        Assert.Equal(callers * callsOfEach, journal.Count(entry => entry == "touch"));
        var lives = journal.Where(entry => entry != "touch").ToList();
        Assert.All(lives.Index(), life => Assert.Equal(life.Index % 2 == 0 ? "activate" : "deactivate ApplicationRequested", life.Item));
    }

    private static async Task CallUntilAnsweredAsync(Func<Task> call)
    {
        while (true)
        {
            try
            {
                await call();
                return;
            }
            catch (OrleansMessageRejectionException)
            {
                // Orleans gives a call up that has met too many activations at their end. It did not run.
            }
        }
    }

    [Collection(OneSilo.Tests)]
    public sealed class OnOneSilo(OneSilo cluster) : LifeTests(cluster);

    [Collection(ThreeSilos.Tests)]
    public sealed class OnThreeSilos(ThreeSilos cluster) : LifeTests(cluster);

    [Collection(ThreeProcesses.Tests)]
    public sealed class OnThreeProcesses(ThreeProcesses cluster) : LifeTests(cluster);
}
