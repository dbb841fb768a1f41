using System.Net;
using System.Net.Http.Headers;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Notifications;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>Whoever asks for a pause gets it.</summary>
public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 6, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Failure_OfAnAnswerThatNamesATime_IsThePauseUntilThen()
    {
        var failure = RetryAfter.Failure("The service", Answer(new RetryConditionHeaderValue(Now.AddMinutes(5))), Now);

        Assert.Equal(TimeSpan.FromMinutes(5), Assert.IsType<DeliveryPostponedException>(failure).After);
        Assert.Equal("The service answered 429.", failure.Message);
    }

    [Fact]
    public void Failure_OfAnAnswerThatAsksForNoPause_IsAnyOther()
    {
        Assert.IsType<HttpRequestException>(RetryAfter.Failure("The service", Answer(null), Now));
        Assert.IsType<HttpRequestException>(RetryAfter.Failure("The service", Answer(new RetryConditionHeaderValue(TimeSpan.Zero)), Now));
        Assert.IsType<HttpRequestException>(RetryAfter.Failure("The service", Answer(new RetryConditionHeaderValue(Now.AddMinutes(-5))), Now));
    }

    private static HttpResponseMessage Answer(RetryConditionHeaderValue? retryAfter)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter = retryAfter;
        return answer;
    }
}
