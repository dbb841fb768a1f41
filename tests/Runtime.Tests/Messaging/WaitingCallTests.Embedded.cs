using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Messaging;

/// <summary>Calls that wait in the mailbox. With Orleans the word of a cancellation races with the turn of the call.</summary>
public sealed class WaitingCallTests
{
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
}
