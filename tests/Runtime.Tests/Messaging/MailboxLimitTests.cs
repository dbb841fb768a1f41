using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Testing;
using Orleans.Configuration;

namespace Nusaloka.Runtime.Tests.Messaging;

public sealed class MailboxLimitTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Call_OverTheMailboxLimit_IsRejectedAtOnceAndTheRestAreServed()
    {
        const int limit = 5;
        await using var cluster = await TestSilos.StartAsync(silo: silo => silo.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = limit));
        var gate = Patience.NewName();
        var grain = cluster.Client.GetGrain<ICallGrain>(gate);
        var calls = new List<Task> { grain.WaitAsync(gate) };
        await Gate.Named(gate).ArrivalAsync();

        for (var i = 0; i < 4 * limit; i++) calls.Add(grain.WaitAsync(gate));
        await Eventually.TrueAsync("the rejection of what is over the limit", () => calls.Count(call => call.IsFaulted) >= 3 * limit - 2);
        Gate.Named(gate).Open();

        foreach (var rejected in calls.Where(call => call.IsFaulted)) await Assert.ThrowsAsync<LimitExceededException>(() => rejected);
        var served = calls.Where(call => !call.IsFaulted).ToList();
        await Task.WhenAll(served);
        Assert.InRange(served.Count, limit, limit + 2);
    }
}
