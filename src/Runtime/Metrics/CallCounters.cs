using System.Collections.Concurrent;
using Nusaloka.Runtime.Messaging;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Metrics;

/// <summary>The counters of one grain type, found by method.</summary>
internal sealed class CallCounters(ICallObserver observer, GrainType grainType)
{
    private readonly ConcurrentDictionary<GrainMethod, ICallCounter> _counters = new();

    public void CallEnded(GrainMethod method, TimeSpan duration, bool failed)
    {
        if (!_counters.TryGetValue(method, out var counter)) counter = _counters.GetOrAdd(method, observer.CounterOf(grainType, method.Method));
        counter.CallEnded(duration, failed);
    }
}
