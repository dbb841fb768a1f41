using System.Globalization;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Sandbox;

/// <summary>The sandbox gateway plays what goes wrong with gateways.</summary>
[Collection(SandboxCollection.Name)]
public sealed class SandboxMisbehaviourTests(SandboxServer sandbox)
{
    [Fact]
    public async Task Create_NeverAnswered_HasSucceededAllTheSame()
    {
        var order = SandboxServer.Order(card: "4000000000004087");

        await Assert.ThrowsAsync<GatewayUnknownException>(() => sandbox.Gateway.CreateAsync(order, CancellationToken.None));

        Assert.Equal(GatewayStatus.Succeeded, (await sandbox.Gateway.FindAsync(order.PaymentId, null, CancellationToken.None))?.Status);
        Assert.Equal(GatewayStatus.Succeeded, (await sandbox.Gateway.CreateAsync(order, CancellationToken.None)).Status);
        Assert.Single(await sandbox.WebhooksAsync(order.PaymentId, 1));
    }

    [Fact]
    public async Task Create_AnsweredWith500_IsOnePaymentWhenRepeated()
    {
        var order = SandboxServer.Order(card: "4000000000005001");

        Assert.Equal(GatewayStatus.Succeeded, (await sandbox.Gateway.CreateAsync(order, CancellationToken.None)).Status);

        Assert.Single(await sandbox.WebhooksAsync(order.PaymentId, 1));
    }

    [Fact]
    public async Task Create_AnsweredLate_IsToldBefore()
    {
        var order = SandboxServer.Order(card: "4000000000004251");

        var created = sandbox.Gateway.CreateAsync(order, CancellationToken.None);
        var webhook = Assert.Single(await sandbox.WebhooksAsync(order.PaymentId, 1));
        Assert.False(created.IsCompleted);

        Assert.Equal(GatewayStatus.Succeeded, sandbox.Event(webhook).Payment?.Status);
        Assert.Equal(GatewayStatus.Succeeded, (await created).Status);
    }

    [Fact]
    public async Task Create_Processing_SucceedsByItself()
    {
        var order = SandboxServer.Order(card: "4000000000002024");

        Assert.Equal(GatewayStatus.Processing, (await sandbox.Gateway.CreateAsync(order, CancellationToken.None)).Status);

        var webhooks = await sandbox.WebhooksAsync(order.PaymentId, 2);
        Assert.Equal("payment.processing, payment.succeeded", SandboxServer.Types(webhooks));
    }

    [Fact]
    public async Task Webhook_Tenfold_IsTheSameEventEachTime()
    {
        var order = SandboxServer.Order(card: "4000000000002081");
        await sandbox.Gateway.CreateAsync(order, CancellationToken.None);

        var webhooks = await sandbox.WebhooksAsync(order.PaymentId, 10);

        Assert.Equal(10, webhooks.Count);
        Assert.Single(webhooks.Select(static webhook => webhook.Body).Distinct());
        Assert.Single(webhooks.Select(webhook => Assert.IsType<WebhookReading.Accepted>(sandbox.Read(webhook)).EventId).Distinct());
    }

    [Fact]
    public async Task Webhooks_OutOfOrder_TellTheEndFirst()
    {
        var order = SandboxServer.Order(card: "4000000000004095");
        await sandbox.Gateway.CreateAsync(order, CancellationToken.None);

        var webhooks = await sandbox.WebhooksAsync(order.PaymentId, 2);

        Assert.Equal(["Succeeded", "Processing"], webhooks.Select(webhook => sandbox.Event(webhook).Payment!.Status.ToString()));
    }

    [Fact]
    public async Task Webhook_Forged_IsRejectedAndTheRealOneIsNot()
    {
        var order = SandboxServer.Order(card: "4000000000004012");
        await sandbox.Gateway.CreateAsync(order, CancellationToken.None);

        var webhooks = await sandbox.WebhooksAsync(order.PaymentId, 2);

        Assert.Equal("signature_wrong", Assert.IsType<WebhookReading.Rejected>(sandbox.Read(webhooks[0])).Reason);
        Assert.Equal(GatewayStatus.Succeeded, sandbox.Event(webhooks[1]).Payment?.Status);
    }

    [Fact]
    public async Task Webhook_OtherAmount_IsNotWhatWasAskedFor()
    {
        var order = SandboxServer.Order(card: "4000000000004061");

        Assert.Equal(order.Amount, (await sandbox.Gateway.CreateAsync(order, CancellationToken.None)).Amount);

        Assert.Equal(Money.Rupiah(150_001), sandbox.Event((await sandbox.WebhooksAsync(order.PaymentId, 1))[0]).Payment?.Amount);
    }

    [Fact]
    public async Task Webhook_Late_IsSignedWhenItLeaves()
    {
        var order = SandboxServer.Order(card: "4000000000005035");
        await sandbox.Gateway.CreateAsync(order, CancellationToken.None);

        var webhook = Assert.Single(await sandbox.WebhooksAsync(order.PaymentId, 1));

        var signed = DateTimeOffset.FromUnixTimeSeconds(long.Parse(
            webhook.Headers["Nusaloka-Sandbox-Signature"].Split(',')[0]["t=".Length..], CultureInfo.InvariantCulture));
        var created = DateTimeOffset.Parse((string)webhook.Json["created_at"]!, CultureInfo.InvariantCulture);
        Assert.True(signed - created >= TimeSpan.FromSeconds(2), $"Made at {created:O}, signed at {signed:O}.");
        Assert.IsType<WebhookReading.Accepted>(sandbox.Read(webhook));
    }

    [Theory]
    [InlineData("4000000000000259", DisputeStatus.Lost, 3)]
    [InlineData("4000000000001976", DisputeStatus.Won, 4)]
    public async Task Dispute_OpenedByItself_EndsAsTheCardSays(string card, DisputeStatus status, int events)
    {
        var order = SandboxServer.Order(card: card);
        await sandbox.Gateway.CreateAsync(order, CancellationToken.None);

        var disputes = (await sandbox.WebhooksAsync(order.PaymentId, 1 + events))
            .Select(sandbox.Event).Where(static seen => seen.Kind == GatewayEventKind.Dispute).ToArray();

        Assert.Equal(events, disputes.Length);
        Assert.All(disputes, dispute => Assert.Equal((order.PaymentId, order.Amount), (dispute.PaymentId, dispute.Dispute!.Amount)));
        Assert.Single(disputes, static dispute => dispute.Dispute!.Funds == DisputeFunds.Withdrawn);
        Assert.Equal(status == DisputeStatus.Won ? 1 : 0, disputes.Count(static dispute => dispute.Dispute!.Funds == DisputeFunds.Reinstated));
        Assert.Contains(disputes, dispute => dispute.Dispute!.Status == status);
    }

    [Fact]
    public async Task Cancel_MoneyOnItsWay_ArrivesAllTheSame()
    {
        var order = SandboxServer.Order(150_410, channel: "bca_va");
        await sandbox.Gateway.CreateAsync(order, CancellationToken.None);

        Assert.Equal(GatewayStatus.Canceled, (await sandbox.Gateway.CancelAsync(order.PaymentId, "", CancellationToken.None)).Status);

        await Eventually.TrueAsync("the late payment", async () =>
            (await sandbox.Gateway.FindAsync(order.PaymentId, null, CancellationToken.None))!.Status == GatewayStatus.Succeeded);
        Assert.Contains(await sandbox.WebhooksAsync(order.PaymentId, 3), webhook => sandbox.Event(webhook).Payment!.Status == GatewayStatus.Succeeded);
    }

    [Fact]
    public async Task Create_NotPaidInTime_Expires()
    {
        var order = SandboxServer.Order() with { ExpiresAt = TimeProvider.System.GetUtcNow().AddSeconds(1) };
        await sandbox.Gateway.CreateAsync(order, CancellationToken.None);

        var webhooks = await sandbox.WebhooksAsync(order.PaymentId, 2);

        Assert.Equal((GatewayStatus.Canceled, "expired"), sandbox.Event(webhooks[1]).Payment is var seen ? (seen!.Status, seen.FailureCode) : default);
        await sandbox.PageAsync(order.PaymentId, "pay", status: 409);
    }
}
