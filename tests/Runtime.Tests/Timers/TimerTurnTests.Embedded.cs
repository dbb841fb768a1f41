using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Runtime.Activation;
using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Timers;

/// <summary>What a grain has hung on a timer's token is its code, and runs in its turn, whoever ends the timer.</summary>
public sealed class TimerTurnTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task TimerOfAGrainThatIsGivenUp_IsCancelledInTheGrainsTurn()
    {
        await using var cluster = await TestSilos.StartAsync();
        var key = Patience.NewName();
        var grain = cluster.Client.GetGrain<ITimerGrain>(key);
        await grain.StartHoggingAsync(TimeSpan.Zero, key);
        await Gate.Named(key).ArrivalAsync();
        var activation = cluster.Silos[0].ServiceProvider.GetRequiredService<Catalog>().All.Single(there => there.GrainId == grain.GetGrainId());

        activation.Deactivate(new DeactivationReason(DeactivationReasonCode.Migrating, "The grain belongs to another silo now."));
        Gate.Named(key).Open();
        await activation.Deactivated.WaitAsync(Patience.Limit);

        await Journal.UntilAsync(key, "cancelled");
        Assert.Equal(["tick", "tock", "cancelled"], Journal.Of(key).Take(3));
    }
}
