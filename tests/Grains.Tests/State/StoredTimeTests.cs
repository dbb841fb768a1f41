using Nusaloka.Grains.State;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.State;

public sealed class StoredTimeTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(9, 0)]
    [InlineData(10, 10)]
    [InlineData(12_345_678, 12_345_670)]
    public void GetStoredUtcNow_AnyTime_IsCutToMicroseconds(long ticks, long expected)
    {
        var second = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(second.AddTicks(expected), new ManualTimeProvider(second.AddTicks(ticks)).GetStoredUtcNow());
    }
}
