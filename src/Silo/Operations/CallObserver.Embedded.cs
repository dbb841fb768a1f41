using System.Reflection;
using Nusaloka.Runtime.Metrics;

namespace Nusaloka.Silo.Operations;

/// <summary>Lets the embedded runtime count calls. Its twin for Microsoft Orleans is CallObserver.Orleans.cs.</summary>
internal sealed class CallObserver(MethodCounters counters) : ICallObserver
{
    public static void Register(IServiceCollection services) => services.AddSingleton<ICallObserver, CallObserver>();

    public ICallCounter CounterOf(GrainType grainType, MethodInfo method) => new Counter(counters.CounterOf(grainType.ToString(), method.Name));

    private sealed class Counter(MethodCounter counter) : ICallCounter
    {
        public void CallEnded(TimeSpan duration, bool failed) => counter.Count(duration, failed);
    }
}
