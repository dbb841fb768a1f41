using System.Collections.Concurrent;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Payments;
using Nusaloka.Testing;
using static Nusaloka.Grains.Tests.Payments.Gateways.Xendit.FakeXendit;

namespace Nusaloka.Grains.Tests.Payments.Gateways.Xendit;

/// <summary>Payments whose order to Xendit was not answered. The clock is moved for all of them.</summary>
public sealed class XenditPaymentTests(XenditCluster cluster) : IClassFixture<XenditCluster>
{
    [Fact]
    public async Task Confirm_ChargedAndNotAnswered_IsFoundAndPaidOnce()
    {
        var source = Token(Fate.CarriedOutAndNotAnswered);

        var id = await cluster.PayAsync(source);

        await cluster.UntilAsync(id, PaymentStatus.Succeeded);
        Assert.Equal((1, 1), (cluster.Xendit.Orders(id), cluster.Xendit.Charges(id)));
        Assert.Equal((string?)Assert.Single(cluster.Xendit.Of(id))["payment_request_id"], (await cluster.GetAsync(id)).GatewayReference);
        Assert.Equal(1L, await cluster.Database.ScalarAsync<long>(
            "select count(*) from ledger_transfer where amount = 10000 and reference = $1", (await cluster.GetAsync(id)).GatewayReference!));
    }

    [Fact]
    public async Task Confirm_ChargeThatGotLost_IsSentAgainWhenItWouldHaveBeenListed()
    {
        var source = Token(Fate.Lost, null);

        var id = await cluster.PayAsync(source);
        Assert.Equal((PaymentStatus.Processing, 1), ((await cluster.GetAsync(id)).Status, cluster.Xendit.Orders(id)));
        cluster.Time.Advance(TimeSpan.FromMinutes(16));

        await cluster.UntilAsync(id, PaymentStatus.Succeeded);
        Assert.Equal((2, 1), (cluster.Xendit.Orders(id), cluster.Xendit.Charges(id)));
    }

    [Fact]
    public async Task Confirm_WhatThePayerHasYetToPay_IsSentAgainAtOnce()
    {
        Script("BRI_VIRTUAL_ACCOUNT", Fate.Lost, Fate.Lost, Fate.CarriedOutAndNotAnswered, null);

        var id = await cluster.PayAsync(new PaymentSource("xendit", null, "bri_va", null));

        await cluster.UntilAsync(id, PaymentStatus.RequiresAction);
        var payment = await cluster.GetAsync(id);
        Assert.Equal((4, 0, NextActionKind.VaNumber), (cluster.Xendit.Orders(id), cluster.Xendit.Charges(id), payment.NextAction?.Kind));
        Assert.Contains(cluster.Xendit.Of(id), request => (string?)request["payment_request_id"] == payment.GatewayReference);
    }

    [Fact]
    public async Task Confirm_TakenBeforeAndNotListed_EndsWithItsTime()
    {
        var id = await cluster.PayAsync(Token(Fate.Conflict));
        Assert.Equal(PaymentStatus.Processing, (await cluster.GetAsync(id)).Status);

        cluster.Time.Advance(TimeSpan.FromHours(25));

        await cluster.UntilAsync(id, PaymentStatus.Canceled);
        Assert.Equal(("expired", 0L), ((await cluster.GetAsync(id)).FailureCode, await QuarantinedAsync(id)));
    }

    [Fact]
    public async Task Confirm_NeverAnswered_IsLeftToOfficersADayAfterItsTime()
    {
        cluster.Xendit.IsDown = true;
        try
        {
            var id = await cluster.PayAsync(Token());
            var before = cluster.Xendit.Questions(id);
            cluster.Time.Advance(TimeSpan.FromHours(47));
            await Eventually.TrueAsync("a question", () => cluster.Xendit.Questions(id) > before);
            Assert.Equal(PaymentStatus.Processing, (await cluster.GetAsync(id)).Status);

            cluster.Time.Advance(TimeSpan.FromHours(2));

            await cluster.UntilAsync(id, PaymentStatus.Canceled);
            Assert.Equal(("outcome_unknown", 1L), ((await cluster.GetAsync(id)).FailureCode, await QuarantinedAsync(id)));
        }
        finally
        {
            cluster.Xendit.IsDown = false;
        }
    }

    private Task<long> QuarantinedAsync(Guid id) => cluster.Database.ScalarAsync<long>(
        "select count(*) from payment_quarantine where payment_id = $1", id.ToString());

    private PaymentSource Token(params Fate?[] fates)
    {
        var token = $"pt-{GrainCluster.NewId()}";
        Script(token, fates);
        return new PaymentSource("xendit", token, null, null);
    }

    private void Script(string key, params Fate?[] fates)
    {
        if (fates.Length > 0)
            cluster.Xendit.Scripts[key] = new ConcurrentQueue<Fate?>(fates);
    }
}
