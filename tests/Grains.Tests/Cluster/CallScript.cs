using System.Collections.Concurrent;

namespace Nusaloka.Grains.Tests.Cluster;

/// <summary>Stands between a grain and the grains that it calls, and does what a test says: the process dies here, or waits.</summary>
internal sealed class CallScript : IOutgoingGrainCallFilter
{
    private readonly ConcurrentDictionary<(string Method, string Key), Func<IOutgoingGrainCallContext, Task>> _acts = new();

    /// <summary>Calls of the method on the grain with the key fail before they are sent, whoever makes them.</summary>
    public void FailAlways(string method, string key) => _acts[(method, key)] = _ => throw new ProcessDiedException($"{method} of {key}");

    /// <summary>
    /// The first call that another grain makes fails before it is sent, as if that grain's process had died. The outbox, which
    /// is no grain and may be faster, gets through; or never does, so that only the grain itself can make up for it.
    /// </summary>
    /// <returns>How often it has happened.</returns>
    public Func<int> FailOnce(string method, string key, bool outboxFails = false)
    {
        var calls = 0;
        _acts[(method, key)] = context =>
        {
            var fails = context.SourceId is null ? outboxFails : Interlocked.Increment(ref calls) == 1;
            return fails ? throw new ProcessDiedException($"{method} of {key}") : context.Invoke();
        };
        return () => Math.Min(Volatile.Read(ref calls), 1);
    }

    /// <summary>The first call fails before it is sent, whoever makes it, the outbox too.</summary>
    /// <returns>How often it has happened.</returns>
    public Func<int> FailFirst(string method, string key)
    {
        var calls = 0;
        _acts[(method, key)] = context => Interlocked.Increment(ref calls) == 1
            ? throw new ProcessDiedException($"{method} of {key}")
            : context.Invoke();
        return () => Math.Min(Volatile.Read(ref calls), 1);
    }

    /// <summary>The first call is made, and its caller gets a failure in place of the answer, as if it had died before it heard it.</summary>
    /// <returns>How often it has happened.</returns>
    public Func<int> LoseFirst(string method, string key)
    {
        var calls = 0;
        _acts[(method, key)] = async context =>
        {
            var isFirst = Interlocked.Increment(ref calls) == 1;
            await context.Invoke();
            if (isFirst)
                throw new ProcessDiedException($"the answer of {method} of {key}");
        };
        return () => Math.Min(Volatile.Read(ref calls), 1);
    }

    /// <summary>The first call is made, and its caller hears nothing of it until it is let go.</summary>
    public HeldCall HoldFirst(string method, string key)
    {
        var (held, calls) = (new HeldCall(), 0);
        _acts[(method, key)] = async context =>
        {
            var isFirst = Interlocked.Increment(ref calls) == 1;
            await context.Invoke();
            if (isFirst)
                await held.WaitAsync();
        };
        return held;
    }

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        var key = context.TargetId.Key.ToString() ?? "";
        return _acts.TryGetValue((context.MethodName, key), out var act) ? act(context) : context.Invoke();
    }
}
