using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Activation;

/// <summary>A stateless worker of at most three.</summary>
public interface IWorkerGrain : ILocatedGrain
{
    Task WorkAsync(string gate);
}
