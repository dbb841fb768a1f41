using System.Collections.Concurrent;

namespace Nusaloka.Grains.Tests.Cluster;

/// <summary>Stands between a grain and the grains that it calls, and does what a test says: the process dies here, or waits.</summary>
internal sealed class CallScript : IOutgoingGrainCallFilter
{
    private readonly ConcurrentDictionary<(string Method, string Key), Func<Func<Task>, Task>> _acts = new();

    /// <summary>From now on, each call of the method on the grain with the key is the act's to make.</summary>
    public void On(string method, string key, Func<Func<Task>, Task> act) => _acts[(method, key)] = act;

    /// <summary>Calls fail before they are sent, as if the caller's process had died; all, or the first few.</summary>
    /// <returns>How often it has happened.</returns>
    public Func<int> Fail(string method, string key, int times = int.MaxValue)
    {
        var failed = 0;
        On(method, key, call => Interlocked.Increment(ref failed) <= times ? throw new ProcessDiedException($"{method} of {key}") : call());
        return () => Math.Min(Volatile.Read(ref failed), times);
    }

    /// <summary>The call is made, and its caller hears nothing of it until it is let go.</summary>
    public HeldCall HoldAfter(string method, string key)
    {
        var held = new HeldCall();
        On(method, key, async call =>
        {
            await call();
            await held.WaitAsync();
        });
        return held;
    }

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        var key = context.TargetId.Key.ToString() ?? "";
        return _acts.TryGetValue((context.MethodName, key), out var act) ? act(context.Invoke) : context.Invoke();
    }
}
