using Nusaloka.Runtime.Membership;
using Nusaloka.Testing;

namespace Nusaloka.Runtime.Tests.Membership;

/// <summary>When a silo must stop, in numbers. A lease is ten seconds here.</summary>
public sealed class IsolationRulesTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    [Theory]
    // The other reaches Redis as always, and this silo has not for more or less than half a lease.
    [InlineData(6, 100, 0.9, true)]
    [InlineData(5.5, 100, 0.9, false)]
    // Redis was away for both, and the other has found it back a moment before.
    [InlineData(60, 0.2, 0.2, false)]
    [InlineData(60, 5.4, 0.5, false)]
    [InlineData(60, 6, 0.5, true)]
    // It is away for both.
    [InlineData(60, 100, 59.5, false)]
    [InlineData(60, 100, 61, false)]
    public void IsAlone_OnlyWhenTheOtherReachesRedisForHalfALeaseMeanwhile(double silence, double reach, double itsSilence, bool expected) => Assert.Equal(
        expected,
        IsolationRules.IsAlone(TimeSpan.FromSeconds(silence), new TableContact(IsAway: itsSilence > 2, TimeSpan.FromSeconds(itsSilence), TimeSpan.FromSeconds(reach)), Lease));

    [Theory]
    [InlineData(14, 3, 0, false)]
    [InlineData(15, 3, 0, true)]
    [InlineData(15, 3, 1, false)]
    [InlineData(15, 2, 0, true)]
    [InlineData(15, 2, 1, false)]
    [InlineData(15, 4, 1, true)]
    [InlineData(15, 4, 2, false)]
    // The only silo there is goes on for ever.
    [InlineData(3600, 1, 0, false)]
    public void IsLost_OnlyWhenNoMajorityIsHeardForLongerThanALease(double silence, int members, int heard, bool expected)
    {
        var contact = new TableContact(IsAway: true, TimeSpan.FromSeconds(silence), TimeSpan.FromSeconds(100));

        Assert.Equal(expected, IsolationRules.IsLost(contact, members, heard, Lease));
        Assert.False(IsolationRules.IsLost(contact with { IsAway = false }, members, heard, Lease));
    }

    [Fact]
    public void ContactLog_CountsSilenceFromTheLastQuestionThatWasAnswered_AndReachFromTheFirst()
    {
        var time = new ManualTimeProvider();
        var log = new ContactLog(time);
        time.Advance(TimeSpan.FromSeconds(10));

        // Asked at 10, answered at 11, failed at 14: away.
        var asked = time.GetTimestamp();
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(log.Answered(asked));
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.True(log.Failed());
        Assert.False(log.Failed());
        Assert.Equal(new TableContact(true, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(14)), log.Now);

        // Asked at 20, answered at 21: back. Asked and answered at 25.
        time.Advance(TimeSpan.FromSeconds(6));
        asked = time.GetTimestamp();
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(log.Answered(asked));
        Assert.Equal(new TableContact(false, TimeSpan.FromSeconds(1), TimeSpan.Zero), log.Now);
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(log.Answered(time.GetTimestamp()));
        Assert.Equal(new TableContact(false, TimeSpan.Zero, TimeSpan.FromSeconds(4)), log.Now);
    }
}
