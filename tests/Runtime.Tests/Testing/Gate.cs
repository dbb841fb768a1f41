using System.Collections.Concurrent;

namespace Nusaloka.Runtime.Tests.Testing;

/// <summary>A place where a grain stops until the test lets it go on. Silos of the test run in this process, so both see the same gate.</summary>
public sealed class Gate : IDisposable
{
    private static readonly ConcurrentDictionary<string, Gate> All = new();

    private readonly SemaphoreSlim _arrivals = new(0);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static Gate Named(string name) => All.GetOrAdd(name, _ => new Gate());

    /// <summary>The grain's side.</summary>
    public Task PassAsync()
    {
        _arrivals.Release();
        return _opened.Task;
    }

    /// <summary>The test's side: waits until one more has arrived.</summary>
    public async Task ArrivalAsync() => Assert.True(await _arrivals.WaitAsync(Patience.Limit), "Nobody arrived at the gate in time.");

    public void Open() => _opened.TrySetResult();

    public void Dispose() => _arrivals.Dispose();
}
