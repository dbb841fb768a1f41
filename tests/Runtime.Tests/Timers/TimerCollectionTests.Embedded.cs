using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Testing;

namespace Nusaloka.Runtime.Tests.Timers;

/// <summary>Timers and idle activations, by hand-driven time. Orleans collects by the machine's clock.</summary>
public sealed class TimerCollectionTests
{
    private static readonly TimeSpan Due = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongPeriod = TimeSpan.FromMinutes(2);

    private readonly ManualTimeProvider _time = new();

    [Theory(Timeout = Patience.TestMilliseconds)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TickingActivation_IsCollectedUnlessTheTimerKeepsItAlive(bool keepAlive)
    {
        await using var cluster = await TestSilos.StartAsync(silo: silo => silo.Services.AddSingleton<TimeProvider>(_time));
        var (key, idle) = (Patience.NewName(), Patience.NewName());
        await cluster.Client.GetGrain<ITimerGrain>(key).StartAsync(Due, LongPeriod, keepAlive);
        await cluster.Client.GetGrain<ITimerGrain>(idle).TouchAsync();
        var timers = _time.PendingTimers;

        var end = _time.GetUtcNow() + TimeSpan.FromMinutes(20);
        for (var step = Due; _time.GetUtcNow() < end; step = LongPeriod)
        {
            _time.Advance(step);
            // The clock must not run ahead of the tick that it set off.
            await Eventually.TrueAsync(
                "the next tick to be set, or the activation to end", () => _time.PendingTimers >= timers || Journal.Of(key).Contains("deactivate"));
        }

        await Journal.UntilAsync(idle, "deactivate");
        if (!keepAlive) await Journal.UntilAsync(key, "deactivate");
        else Assert.DoesNotContain("deactivate", Journal.Of(key));
    }
}
