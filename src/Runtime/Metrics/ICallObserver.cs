using System.Reflection;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Metrics;

/// <summary>
/// Counts the calls that a silo has served; the silo uses the one that is registered as a service, if any. The embedded runtime only:
/// it costs less than a call filter, which every call would have to be wrapped for.
/// </summary>
public interface ICallObserver
{
    /// <summary>Where the calls of a method are counted. Asked once for each method of each grain type; any thread.</summary>
    ICallCounter CounterOf(GrainType grainType, MethodInfo method);
}
