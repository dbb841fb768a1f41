using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Calls;

/// <summary>A base interface, to be inherited.</summary>
public interface IEchoer : ILocatedGrain
{
    Task<string> EchoAsync(string text);
}
