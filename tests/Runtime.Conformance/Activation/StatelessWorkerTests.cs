using Nusaloka.Runtime.Conformance.Clusters;
using Nusaloka.Runtime.Conformance.Silo.Activation;

namespace Nusaloka.Runtime.Conformance.Activation;

public abstract class StatelessWorkerTests(TestCluster cluster) : ConformanceTest(cluster)
{
    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Calls_OfOneIdentity_RunBesideOneAnotherUpToTheLimit()
    {
        const int pieces = WorkerGrain.MaxWorkers + 2;
        var (employer, worker, gate) = (NewGrain<IEmployerGrain>(), NewName(), NewName());

        var work = employer.EmployAsync(worker, gate, pieces);
        await Gates.ArrivalsAsync(gate, WorkerGrain.MaxWorkers);
        // Another worker of the same employer has been and gone, so whatever could start has started.
        var other = NewName();
        await Gates.OpenAsync(other);
        await NewGrain<IEmployerGrain>().EmployAsync(NewName(), other, 1);
        var started = await Gates.CountArrivalsAsync(gate);
        await Gates.OpenAsync(gate);
        await work;

        Assert.Equal(WorkerGrain.MaxWorkers, started);
        Assert.Equal(pieces, await Gates.CountArrivalsAsync(gate));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Worker_CalledByAGrain_IsOnTheSameSilo()
    {
        var worker = NewName();
        var employers = Enumerable.Range(0, 20).Select(_ => NewGrain<IEmployerGrain>()).ToList();

        var silos = await Task.WhenAll(employers.Select(employer => employer.WhereAsync()));
        var silosOfWorkers = await Task.WhenAll(employers.Select(employer => employer.WhereIsWorkerAsync(worker)));

        Assert.Equal(silos, silosOfWorkers);
    }

    [Collection(OneSilo.Tests)]
    public sealed class OnOneSilo(OneSilo cluster) : StatelessWorkerTests(cluster);

    [Collection(ThreeSilos.Tests)]
    public sealed class OnThreeSilos(ThreeSilos cluster) : StatelessWorkerTests(cluster);

    [Collection(ThreeProcesses.Tests)]
    public sealed class OnThreeProcesses(ThreeProcesses cluster) : StatelessWorkerTests(cluster);
}
