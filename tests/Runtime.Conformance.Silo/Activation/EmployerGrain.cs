using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Activation;

public sealed class EmployerGrain : LocatedGrain, IEmployerGrain
{
    public Task<string> WhereIsWorkerAsync(string worker) => GrainFactory.GetGrain<IWorkerGrain>(worker).WhereAsync();

    public Task EmployAsync(string worker, string gate, int pieces) =>
        Task.WhenAll(Enumerable.Range(0, pieces).Select(_ => GrainFactory.GetGrain<IWorkerGrain>(worker).WorkAsync(gate)));
}
