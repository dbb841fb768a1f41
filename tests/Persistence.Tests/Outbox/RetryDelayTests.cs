using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Persistence.Tests.Outbox;

public sealed class RetryDelayTests
{
    [Theory]
    [InlineData(1, 0.5, 1)]
    [InlineData(1, 0.0, 0.8)]
    [InlineData(1, 1.0, 1.2)]
    [InlineData(4, 0.5, 8)]
    [InlineData(10, 0.5, 300)]
    [InlineData(100, 0.5, 300)]
    public void After_DoublesUntilTheLongestWithJitter(int failedAttempts, double random, double expectedSeconds)
    {
        var delay = RetryDelay.After(failedAttempts, new OutboxOptions(), random);

        Assert.Equal(expectedSeconds, delay.TotalSeconds, precision: 3);
    }
}
