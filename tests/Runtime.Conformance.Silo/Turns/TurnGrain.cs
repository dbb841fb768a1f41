using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Turns;

public class TurnGrain(Journal journal, Gates gates) : LocatedGrain, ITurnGrain
{
    private int _inside;
    private int _most;
    private int _total;
    private bool _released;

    public Task WorkAsync(string gate) => PassAsync(gate);

    public Task WorkPatientlyAsync(string gate, CancellationToken cancellationToken) => PassAsync(gate);

    public Task ReadAsync(string gate) => PassAsync(gate);

    public Task<int> CountInsideAsync() => Task.FromResult(_inside);

    public async Task YieldUntilReleasedAsync()
    {
        await journal.WriteAsync(Key, "yield");
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

    public Task CallBackThroughAsync(string other) =>
        GrainFactory.GetGrain<ITurnGrain>(other, typeof(TurnGrain).FullName).CallBackThroughAsync(Key);

    private async Task PassAsync(string gate)
    {
        _inside++;
        await gates.PassAsync(gate);
        _inside--;
    }
}
