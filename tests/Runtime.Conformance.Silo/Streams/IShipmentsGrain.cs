using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Streams;

/// <summary>The grain has no calls of its own.</summary>
public interface IShipmentsGrain : ILocatedGrain
{
}
