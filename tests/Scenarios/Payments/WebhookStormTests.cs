using System.Collections.Concurrent;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Payments;

/// <summary>What gateways send, over HTTP to a real process: often, in every order, too early, too late, and not they at all.</summary>
public sealed class WebhookStormTests(ITestOutputHelper output)
{
    private const long Amount = 30_000;
    private const long Refunded = 12_000;

    [Fact]
    public async Task TenOfEachInEveryOrder_EndTheSame()
    {
        await using var scenario = await PaymentScenario.StartAsync(output);
        int[][] orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        for (var n = 0; n < orders.Length; n++)
        {
            var payer = await scenario.RegisterAsync($"orang{n}");
            var paymentId = (await scenario.TopUpAsync(payer, Amount, $"isi-{n}", StripeDouble.Asking)).MustBe(201).Text("id");
            var pending = scenario.Stripe.PaymentEvent($"evt_{n}_0", "payment_intent.processing", paymentId, "processing");
            scenario.Stripe.Pay(paymentId);
            string[] events =
            [
                pending, scenario.Stripe.PaymentEvent($"evt_{n}_1", "payment_intent.succeeded", paymentId),
                scenario.Stripe.RefundEvent($"evt_{n}_2", paymentId, Refunded),
            ];

            foreach (var i in orders[n])
            {
                var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => StripeDouble.SendAsync(scenario.Process.Address, events[i])));
                Assert.All(answers, static status => Assert.Equal(200, status));
            }

            var payment = await scenario.UntilAsync(paymentId, "succeeded", payer);
            await scenario.UntilAppliedAsync();
            payment = await scenario.GetAsync("/api/v1/payments/" + paymentId, payer);
            Assert.Equal((Amount, Refunded), (payment.Number("amount_captured"), payment.Number("amount_refunded")));
            Assert.Equal(Amount - Refunded, await scenario.BalanceAsync(payer));
        }

        Assert.Equal(3 * orders.Length, await scenario.Database.ScalarAsync<long>("select count(*) from webhook_inbox"));
        await scenario.AssertSoundAsync(orders.Length * (Amount - Refunded));
    }

    [Fact]
    public async Task ForgedOldAndEarly_MoveNothingTwice()
    {
        await using var scenario = await PaymentScenario.StartAsync(output);
        var payer = await scenario.RegisterAsync("siti");
        var paymentId = (await scenario.TopUpAsync(payer, Amount, "isi", StripeDouble.Asking)).MustBe(201).Text("id");
        scenario.Stripe.Pay(paymentId);
        var paid = scenario.Stripe.PaymentEvent("evt_paid", "payment_intent.succeeded", paymentId);
        var address = scenario.Process.Address;

        Assert.Equal(400, await StripeDouble.SendAsync(address, paid, secret: "whsec_guessed"));
        Assert.Equal(400, await StripeDouble.SendAsync(address, paid, at: TimeProvider.System.GetUtcNow().AddSeconds(-301)));
        Assert.Equal(0, await scenario.Database.ScalarAsync<long>("select count(*) from webhook_inbox"));
        Assert.Equal(0, await scenario.BalanceAsync(payer));
        Assert.Equal(200, await StripeDouble.SendAsync(address, paid));
        await scenario.UntilAsync(paymentId, "succeeded", payer);

        var early = new ConcurrentBag<int>();
        scenario.Stripe.BeforeAnswer = async (what, id) =>
        {
            if (what == "create")
                early.Add(await StripeDouble.SendAsync(address, scenario.Stripe.PaymentEvent("evt_early_" + id, "payment_intent.succeeded", id)));
        };
        var second = (await scenario.TopUpAsync(payer, Amount, "isi-lagi")).MustBe(201);

        Assert.Equal("succeeded", second.Text("status"));
        Assert.Equal(200, Assert.Single(early));
        await scenario.UntilAppliedAsync();
        Assert.Equal(2 * Amount, await scenario.BalanceAsync(payer));
        await scenario.AssertSoundAsync(2 * Amount);
    }
}
