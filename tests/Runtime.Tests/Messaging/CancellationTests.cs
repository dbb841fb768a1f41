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
    public async Task Call_WithACancelledToken_DoesNotRun()
    {
        await using var cluster = await TestSilos.StartAsync();
        var grain = cluster.Client.GetGrain<ICallGrain>(Patience.NewName());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => grain.CountAsync(new CancellationToken(canceled: true)));

        Assert.Equal(0, await grain.GetAsync());
    }
}
