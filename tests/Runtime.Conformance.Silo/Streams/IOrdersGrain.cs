using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Streams;

/// <summary>Listens to every stream of one namespace by its class alone.</summary>
public interface IOrdersGrain : ILocatedGrain
{
}
