using System.Text;
using Nusaloka.Grains.Payments.Gateways;

namespace Nusaloka.Grains.Tests.Payments.Gateways;

/// <summary>
/// Against Stripe's own test vector: src/StripeTests/Resources/event_test_signature.json and Services/Events/EventUtilityTest.cs of
/// https://github.com/stripe/stripe-dotnet.
/// </summary>
public sealed class TimedSignatureTests
{
    private const string Secret = "webhook_secret";
    private const string Code = "2220f87ef101a04665f11cdf770523143f875572008577fa0f20882ddb9cc3c7";
    private const string Header = "t=1533204620,v1=" + Code;

    private const string Payload =
        """
        {
          "id": "evt_123",
          "object": "event",
          "account": "acct_123",
          "api_version": "2017-05-25",
          "created": 1533204620,
          "data": {
            "object": {
              "id": "cus_123",
              "object": "customer",
              "created": 123456789,
              "email": "test@stripe.com",
              "livemode": false,
              "metadata": {}
            }
          },
          "livemode": false,
          "pending_webhooks": 1,
          "request": {
            "id": "req_123",
            "idempotency_key": "idempotency-key-123"
          },
          "type": "customer.created"
        }

        """;

    private static readonly byte[] Body = Encoding.UTF8.GetBytes(Payload);
    private static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeSeconds(1533204620);

    [Fact]
    public void Sign_KnownPayload_GivesTheKnownCode()
    {
        Assert.Equal(484, Body.Length);
        Assert.Equal(Header, TimedSignature.Sign(Secret, Body, Then));
    }

    [Theory]
    [InlineData(Header)]
    [InlineData("t=1533204620,v0=" + Code + ",v1=" + Code)]
    [InlineData("t=1533204620,v1=0000000000000000000000000000000000000000000000000000000000000000,v1=" + Code)]
    [InlineData("v1=" + Code + ",t=1533204620")]
    public void WhyNot_Genuine_IsAccepted(string header) =>
        Assert.Null(TimedSignature.WhyNot(header, Body, [Secret], Then));

    [Fact]
    public void WhyNot_SecretBeingReplaced_EitherIsGood()
    {
        Assert.Null(TimedSignature.WhyNot(Header, Body, ["new_secret", Secret], Then));
        Assert.Equal("signature_wrong", TimedSignature.WhyNot(Header, Body, ["new_secret"], Then));
        Assert.Equal("signature_wrong", TimedSignature.WhyNot(Header, Body, [], Then));
    }

    [Fact]
    public void WhyNot_SecretIsEmpty_IsNobodys()
    {
        var forged = TimedSignature.Sign("", Body, Then);

        Assert.Equal("signature_wrong", TimedSignature.WhyNot(forged, Body, [""], Then));
        Assert.Equal("signature_wrong", TimedSignature.WhyNot(forged, Body, ["", Secret], Then));
    }

    [Theory]
    [InlineData(null, "signature_missing")]
    [InlineData("", "signature_missing")]
    [InlineData("  ", "signature_missing")]
    [InlineData("t=1533204620", "signature_malformed")]
    [InlineData("v1=" + Code, "signature_malformed")]
    [InlineData("t=1533204620,v0=" + Code, "signature_malformed")]
    [InlineData("t=,v1=" + Code, "signature_malformed")]
    [InlineData("t=-1533204620,v1=" + Code, "signature_malformed")]
    [InlineData("t=1533204620,v1=2220f8", "signature_malformed")]
    [InlineData("t=1533204621,v1=" + Code, "signature_wrong")]
    public void WhyNot_OtherHeader_IsRefused(string? header, string reason) =>
        Assert.Equal(reason, TimedSignature.WhyNot(header, Body, [Secret], Then));

    [Theory]
    [InlineData(300, null)]
    [InlineData(301, "signature_old")]
    [InlineData(400, "signature_old")]
    [InlineData(-300, null)]
    [InlineData(-301, "signature_old")]
    public void WhyNot_LaterOrEarlier_IsGoodForFiveMinutes(int seconds, string? reason) =>
        Assert.Equal(reason, TimedSignature.WhyNot(Header, Body, [Secret], Then.AddSeconds(seconds)));

    [Fact]
    public void WhyNot_AnyByteChanged_IsRefused()
    {
        for (var index = 0; index < Body.Length; index++)
        {
            var changed = Body.ToArray();
            changed[index] ^= 1;
            Assert.Equal("signature_wrong", TimedSignature.WhyNot(Header, changed, [Secret], Then));
        }
    }

    [Fact]
    public void WhyNot_SameJsonWrittenAnew_IsRefused()
    {
        var anew = Encoding.UTF8.GetBytes(System.Text.Json.Nodes.JsonNode.Parse(Payload)!.ToJsonString());

        Assert.Equal("signature_wrong", TimedSignature.WhyNot(Header, anew, [Secret], Then));
    }
}
