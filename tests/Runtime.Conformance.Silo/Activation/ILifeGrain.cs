using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Activation;

/// <summary>Writes its life into the journal under its key.</summary>
public interface ILifeGrain : ILocatedGrain
{
    /// <summary>Calls so far of this activation, this one included.</summary>
    Task<int> TouchAsync();

    /// <summary>Calls <see cref="TouchAsync"/> of the other.</summary>
    Task<int> TouchThroughAsync(string other);

    Task WaitAsync(string gate);

    Task DeactivateAsync();
}
