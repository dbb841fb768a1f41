using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Nusaloka.Silo.Operations;

/// <summary>The counters of all methods of all grain kinds of a silo. There are as many as the code has methods.</summary>
internal sealed class MethodCounters
{
    private readonly ConcurrentDictionary<MethodKey, MethodCounter> _counters = new();

    /// <summary>The counter of a method.</summary>
    public MethodCounter CounterOf(string kind, string method) => _counters.GetOrAdd(new MethodKey(kind, method), static _ => new MethodCounter());

    /// <summary>All counts as of now.</summary>
    public FrozenDictionary<MethodKey, MethodCounts> Read() => _counters.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Read());
}
