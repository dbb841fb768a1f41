using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Activation;

/// <summary>Calls stateless workers.</summary>
public interface IEmployerGrain : ILocatedGrain
{
    /// <summary>Where the worker of that name is when this grain calls it.</summary>
    Task<string> WhereIsWorkerAsync(string worker);

    /// <summary>Gives so many pieces of work to the worker of that name at once.</summary>
    Task EmployAsync(string worker, string gate, int pieces);
}
