using Nusaloka.Runtime.Tests.Testing;
using Orleans.Concurrency;

namespace Nusaloka.Runtime.Tests.Activation;

[StatelessWorker(MaxWorkers)]
public sealed class WorkerGrain : Grain, IWorkerGrain
{
    public const int MaxWorkers = 3;

    public async Task WorkAsync(string gate)
    {
        Journal.Write(gate, "start");
        await Gate.Named(gate).PassAsync();
    }
}
