using Nusaloka.Runtime.Tests.Testing;
using Orleans.Concurrency;

namespace Nusaloka.Runtime.Tests.Activation;

public class TurnGrain : Grain, ITurnGrain
{
    private int _inside;
    private int _most;
    private int _total;
    private bool _released;

    public Task WorkAsync(string gate) => PassAsync(gate);

    public Task WorkAsync(string gate, CancellationToken cancellationToken) => PassAsync(gate);

    public Task ReadAsync(string gate) => PassAsync(gate);

    public Task<int> CountInsideAsync() => Task.FromResult(_inside);

    public async Task YieldUntilReleasedAsync()
    {
        Journal.Write(this.GetPrimaryKeyString(), "yield");
        while (!_released) await Task.Yield();
    }

    public Task ReleaseAsync()
    {
        _released = true;
        return Task.CompletedTask;
    }

    public async Task StepAsync()
    {
        _most = Math.Max(_most, ++_inside);
        for (var i = 0; i < 5; i++) await Task.Yield();
        _inside--;
        _total++;
    }

    public Task<(int Most, int Total)> SummaryAsync() => Task.FromResult((_most, _total));

    public async Task<int> BranchAsync(int branches)
    {
        var together = 0;
        var most = 0;
        await Task.WhenAll(Enumerable.Range(0, branches).Select(async _ =>
        {
            for (var i = 0; i < 20; i++)
            {
                await Task.Yield();
                most = Math.Max(most, Interlocked.Increment(ref together));
                Thread.SpinWait(200);
                Interlocked.Decrement(ref together);
            }
        }));
        return most;
    }

    public Task CallBackThroughAsync(string other) => GrainFactory.GetGrain<ITurnGrain>(other, typeof(TurnGrain).FullName).CallBackThroughAsync(this.GetPrimaryKeyString());

    private async Task PassAsync(string gate)
    {
        _inside++;
        await Gate.Named(gate).PassAsync();
        _inside--;
    }
}

[Reentrant]
public sealed class ReentrantTurnGrain : TurnGrain
{
}
