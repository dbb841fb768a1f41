using Nusaloka.Grains.Notifications;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Notifications;

public sealed class HourlyQuotaTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void TryTake_TheSameAgain_TakesNoOther()
    {
        var quota = new HourlyQuota(2, _time);
        var (first, second, third) = (NewId(), NewId(), NewId());

        Assert.True(quota.TryTake(first));
        Assert.True(quota.TryTake(first));
        Assert.True(quota.TryTake(second));
        Assert.False(quota.TryTake(third));
        Assert.True(quota.TryTake(first));
        _time.Advance(TimeSpan.FromHours(1));

        Assert.True(quota.TryTake(third));
    }

    private static Guid NewId() => Guid.Parse(GrainCluster.NewId());
}
