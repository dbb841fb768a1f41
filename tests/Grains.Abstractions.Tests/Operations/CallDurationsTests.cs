using Nusaloka.Operations;

namespace Nusaloka.Grains.Abstractions.Tests.Operations;

public sealed class CallDurationsTests
{
    [Fact]
    public void BucketOf_EveryBucket_BeginsWhereItSays()
    {
        for (var bucket = 1; bucket < CallDurations.BucketCount; bucket++)
        {
            var start = CallDurations.StartOf(bucket);

            Assert.Equal(bucket, CallDurations.BucketOf(start));
            Assert.Equal(bucket - 1, CallDurations.BucketOf(start - TimeSpan.FromMicroseconds(1)));
        }
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(0.9)]
    public void BucketOf_LessThanAMicrosecond_IsTheFirst(double microseconds) =>
        Assert.Equal(0, CallDurations.BucketOf(TimeSpan.FromMicroseconds(microseconds)));

    [Fact]
    public void BucketOf_Hours_IsTheLast() => Assert.Equal(CallDurations.BucketCount - 1, CallDurations.BucketOf(TimeSpan.FromHours(3)));

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    public void Percentile_OfEvenlySpreadDurations_IsOffByAnEighthAtMost(double share)
    {
        var counts = new long[CallDurations.BucketCount];
        for (var i = 1; i <= 10_000; i++)
            counts[CallDurations.BucketOf(TimeSpan.FromMicroseconds(i * 37))]++;

        var percentile = CallDurations.Of(counts).Percentile(share);

        Assert.NotNull(percentile);
        Assert.InRange(percentile.Value.TotalMicroseconds, share * 370_000 * 0.875, share * 370_000 * 1.125);
    }

    [Fact]
    public void Percentile_WithoutCalls_IsUnknown() => Assert.Null(CallDurations.None.Percentile(0.99));

    [Theory]
    [InlineData(0)]
    [InlineData(1.1)]
    public void Percentile_NoShare_IsRefused(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CallDurations.None.Percentile(share));

    [Fact]
    public void Plus_DifferentLengths_AddsUp()
    {
        var quick = CallDurations.Of([1, 2]);
        var slow = CallDurations.Of([0, 1, 0, 5, 0, 0]);

        var both = quick.Plus(slow);

        Assert.Equal([1, 3, 0, 5], both.Buckets.AsEnumerable());
        Assert.Equal(9, both.Count);
    }
}
