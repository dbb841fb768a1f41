using System.Collections.Concurrent;
using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Testing;

namespace Nusaloka.Runtime.Tests.Placement;

/// <summary>Callers that count on witness grains without a pause, until they are stopped; and what became of their calls.</summary>
internal sealed class WitnessLoad
{
    private readonly IGrainFactory _factory;
    private readonly List<Task> _callers;
    private readonly ConcurrentDictionary<string, long> _highest = new();
    private readonly ConcurrentDictionary<string, int> _sent = new();
    private volatile bool _stopped;
    private int _answered;

    public WitnessLoad(IGrainFactory factory, int grains)
    {
        _factory = factory;
        Keys = [.. Enumerable.Range(0, grains).Select(_ => Patience.NewName())];
        _callers = [.. Keys.Select(key => Task.Run(() => CallAsync(key)))];
    }

    public IReadOnlyList<string> Keys { get; }

    public ConcurrentQueue<Exception> Failures { get; } = [];

    public int Answered => Volatile.Read(ref _answered);

    /// <summary>Waits until this many calls more have been answered.</summary>
    public Task MoreAsync(int calls)
    {
        var goal = Answered + calls;
        return Eventually.TrueAsync($"{calls} more answers", () => Answered >= goal, () => $"{Answered} answers, failures: {string.Join("; ", Failures.Take(3).Select(failure => failure.Message))}");
    }

    public Task StopAsync()
    {
        _stopped = true;
        return Task.WhenAll(_callers).WaitAsync(Patience.Limit);
    }

    /// <summary>Every answered call is in the state, and no call is in it twice. A busy machine may not have begun a caller at all.</summary>
    public async Task CheckAsync()
    {
        foreach (var key in Keys)
        {
            var next = await _factory.GetGrain<IWitnessGrain>(key).CountAsync();
            Assert.InRange(next, _highest.GetValueOrDefault(key) + 1, _sent.GetValueOrDefault(key) + 1);
        }
    }

    private async Task CallAsync(string key)
    {
        var grain = _factory.GetGrain<IWitnessGrain>(key);
        while (!_stopped)
        {
            _sent.AddOrUpdate(key, 1, static (_, sent) => sent + 1);
            try
            {
                _highest[key] = await grain.CountAsync();
                Interlocked.Increment(ref _answered);
            }
            catch (Exception exception)
            {
                Failures.Enqueue(exception);
            }

            await Task.Yield();
        }
    }
}
