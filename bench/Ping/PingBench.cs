using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench.Ping;

/// <summary>Calls of a grain inside the silo, beside the least that serializes calls by hand: an object behind a semaphore.</summary>
internal sealed class PingBench : IBench
{
    private const int GrainCount = 1000;

    public string Name => "ping";

    public async IAsyncEnumerable<BenchRow> RunAsync(BenchContext context)
    {
        var grains = Enumerable.Range(0, GrainCount).Select(i => context.Grains.GetGrain<IPingGrain>($"{i}")).ToArray();
        var objects = Enumerable.Range(0, GrainCount).Select(static _ => new GuardedObject()).ToArray();
        await Task.WhenAll(grains.Select(static grain => grain.PingAsync()));
        foreach (var callers in new[] { 1, 64, 256 })
        {
            yield return await Comparison.RunAsync(
                context, Name, $"in-silo ping, {GrainCount} grains, {callers} callers", "object behind a SemaphoreSlim", callers,
                (caller, n) => grains[Pick(caller, n)].PingAsync(),
                (caller, n) => objects[Pick(caller, n)].PingAsync());
        }

        foreach (var guarded in objects)
            guarded.Dispose();
    }

    private static int Pick(int caller, long n) => (int)((caller * 31 + n) % GrainCount);

    private sealed class GuardedObject : IDisposable
    {
        private readonly SemaphoreSlim _turn = new(1);

        public void Dispose() => _turn.Dispose();

        public async Task PingAsync()
        {
            await _turn.WaitAsync();
            try
            {
                await Task.CompletedTask;
            }
            finally
            {
                _turn.Release();
            }
        }
    }
}
