using Nusaloka.Silo.Operations;
using Nusaloka.Testing;

namespace Nusaloka.Silo.Tests.Operations;

public sealed class RecentCallsTests
{
    private readonly MethodCounters _counters = new();
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void Read_CallsOfDifferentMinutes_TellsAllAndThoseOfTheLastMinute()
    {
        var recent = new RecentCalls(_counters, _clock);
        var transfer = _counters.CounterOf("wallet", "TransferAsync");
        transfer.Count(TimeSpan.FromMilliseconds(50), failed: true);
        ReadEverySecond(recent, 70);
        transfer.Count(TimeSpan.FromMilliseconds(2), failed: false);
        transfer.Count(TimeSpan.FromMilliseconds(2), failed: false);
        _clock.Advance(TimeSpan.FromSeconds(1));

        var (window, methods) = recent.Read();

        var method = Assert.Single(methods);
        Assert.Equal(("wallet", "TransferAsync", 3L, 1L, 2L, 0L), (method.Kind, method.Method, method.Calls, method.Errors, method.RecentCalls, method.RecentErrors));
        Assert.InRange(method.RecentDurations.Percentile(0.99)!.Value.TotalMilliseconds, 1.75, 2.25);
        Assert.InRange(window.TotalSeconds, 60, 66);
    }

    [Fact]
    public void Read_YoungProcess_TellsItsAge()
    {
        var recent = new RecentCalls(_counters, _clock);
        _counters.CounterOf("wallet", "TransferAsync").Count(TimeSpan.FromMilliseconds(2), failed: false);
        ReadEverySecond(recent, 9);
        _clock.Advance(TimeSpan.FromSeconds(1));

        var (window, methods) = recent.Read();

        Assert.Equal(TimeSpan.FromSeconds(10), window);
        Assert.Equal(1, Assert.Single(methods).RecentCalls);
    }

    private void ReadEverySecond(RecentCalls recent, int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            recent.Read();
        }
    }
}
