using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Messaging;

public sealed class CancellationTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Cancel_OfARunningCall_ReachesTheGrain()
    {
        await using var cluster = await TestSilos.StartAsync();
        var gate = Patience.NewName();
        using var cancellation = new CancellationTokenSource();
        var call = cluster.Client.GetGrain<ICallGrain>(gate).WaitUntilCancelledAsync(gate, cancellation.Token);
        await Gate.Named(gate).ArrivalAsync();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Journal.UntilAsync(gate, "cancelled");
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Cancel_OfAWaitingCall_KeepsItFromRunning()
    {
        await using var cluster = await TestSilos.StartAsync();
        var gate = Patience.NewName();
        var grain = cluster.Client.GetGrain<ICallGrain>(gate);
        using var cancellation = new CancellationTokenSource();
        var running = grain.WaitAsync(gate);
        await Gate.Named(gate).ArrivalAsync();
        var waiting = grain.CountAsync(cancellation.Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Gate.Named(gate).Open();
        await running;

        Assert.Equal(0, await grain.GetAsync());
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Call_WithACancelledToken_DoesNotRun()
    {
        await using var cluster = await TestSilos.StartAsync();
        var grain = cluster.Client.GetGrain<ICallGrain>(Patience.NewName());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => grain.CountAsync(new CancellationToken(canceled: true)));

        Assert.Equal(0, await grain.GetAsync());
    }
}
