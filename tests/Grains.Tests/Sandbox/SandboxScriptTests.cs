using Nusaloka.Grains.Sandbox;

namespace Nusaloka.Grains.Tests.Sandbox;

/// <summary>Against the table of docs/reference/sandbox.md.</summary>
public sealed class SandboxScriptTests
{
    [Theory]
    [InlineData("4242424242424242", "Pay")]
    [InlineData("4242 4242-4242 4242", "Pay")]
    [InlineData("5555555555554444", "Pay")]
    [InlineData("4000000000000002", "Decline")]
    [InlineData("4000000000009995", "DeclineForFunds")]
    [InlineData("4000000000003220", "ThreeDSecure")]
    [InlineData("4000000000000259", "DisputeLost")]
    [InlineData("4000000000001976", "DisputeWon")]
    [InlineData("4000000000005126", "RefundFails")]
    [InlineData("4000000000002024", "Processing")]
    [InlineData("4000000000002081", "TenfoldWebhook")]
    [InlineData("4000000000003030", "ThreeDSecure")]
    [InlineData("4000000000004012", "ForgedWebhook")]
    [InlineData("4000000000004020", "Decline")]
    [InlineData("4000000000004038", "DeclineForFunds")]
    [InlineData("4000000000004061", "OtherAmount")]
    [InlineData("4000000000004087", "NoAnswer")]
    [InlineData("4000000000004095", "WebhooksOutOfOrder")]
    [InlineData("4000000000004103", "LatePayment")]
    [InlineData("4000000000004178", "DisputeLost")]
    [InlineData("4000000000004186", "DisputeWon")]
    [InlineData("4000000000004244", "RefundFails")]
    [InlineData("4000000000004251", "LateAnswer")]
    [InlineData("4000000000005001", "ServerError")]
    [InlineData("4000000000005035", "LateWebhook")]
    public void OfCard_TestCard_PlaysItsPart(string card, string expected) =>
        Assert.Equal(expected, SandboxScript.OfCard(card).ToString());

    [Theory]
    [InlineData("4000000000002025")]
    [InlineData("4111111111111111")]
    [InlineData("400000000000202")]
    [InlineData("4000000000007771")]
    [InlineData("40000000000x2024")]
    [InlineData("")]
    public void OfCard_AnyOther_IsDeclined(string card) =>
        Assert.Equal(SandboxBehaviour.DeclineUnknownCard, SandboxScript.OfCard(card));

    [Theory]
    [InlineData(150_000, "Pay")]
    [InlineData(402, "Decline")]
    [InlineData(10_402, "Decline")]
    [InlineData(402_000, "Pay")]
    [InlineData(1_000_410, "LatePayment")]
    public void OfAmount_Ending_PlaysItsPart(long units, string expected) =>
        Assert.Equal(expected, SandboxScript.OfAmount(Money.Rupiah(units)).ToString());
}
