using System.Diagnostics;

namespace Nusaloka.Bench.Measuring;

/// <summary>
/// Calls that begin when they are due, whether others have answered or not. Of a call that has answered nothing is kept but its latency:
/// the garbage collector would carry what is kept through a run from one generation to the next, and its pauses would be measured.
/// </summary>
/// <param name="call">One call; gets its number.</param>
/// <param name="count">How many are made.</param>
internal sealed class CallsAtRate(Func<long, Task> call, long count)
{
    private readonly Lock _gate = new();
    private readonly LatencyHistogram _latencies = new();
    private readonly TaskCompletionSource<LatencyHistogram> _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Count => count;

    /// <summary>All latencies when all have answered; fails when one does.</summary>
    public Task<LatencyHistogram> Latencies => _all.Task;

    /// <summary>Begins a call without waiting for anything.</summary>
    /// <param name="due">When it should have begun: its latency counts from here.</param>
    /// <param name="n">Its number.</param>
    public void Begin(long due, long n) => _ = CallAsync(due, n);

    private async Task CallAsync(long due, long n)
    {
        await Task.Yield();
        try
        {
            await call(n);
        }
        catch (Exception exception)
        {
            _all.TrySetException(exception);
            return;
        }

        lock (_gate)
        {
            _latencies.Record(Stopwatch.GetTimestamp() - due);
            if (_latencies.Count == count)
                _all.TrySetResult(_latencies);
        }
    }
}
