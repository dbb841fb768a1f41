using Nusaloka.Runtime.Conformance.Silo.Observation;
using Orleans.Concurrency;

namespace Nusaloka.Runtime.Conformance.Silo.Activation;

[StatelessWorker(MaxWorkers)]
public sealed class WorkerGrain(Gates gates) : LocatedGrain, IWorkerGrain
{
    /// <summary>Of one identity on one silo.</summary>
    public const int MaxWorkers = 3;

    public Task WorkAsync(string gate) => gates.PassAsync(gate);
}
