using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Payments;

/// <summary>Commands that cross each other.</summary>
public sealed class PaymentRaceTests(ITestOutputHelper output)
{
    private const int Payments = 12;
    private const long Amount = 20_000;

    [Fact]
    public async Task CancelAgainstThePayer_EndsInMoneyOrInNothing()
    {
        await using var scenario = await PaymentScenario.StartAsync(output);
        var payer = await scenario.RegisterAsync("siti");
        var ids = new List<string>();
        for (var i = 0; i < Payments; i++)
            ids.Add((await scenario.TopUpAsync(payer, Amount, $"isi-{i}", StripeDouble.Asking)).MustBe(201).Text("id"));

        await Task.WhenAll(ids.SelectMany((id, i) => new[]
        {
            Task.Run(() => scenario.PostAsync($"/api/v1/payments/{id}/cancel", new { }, payer, $"batal-{i}")),
            Task.Run(async () =>
            {
                scenario.Stripe.Pay(id);
                await StripeDouble.SendAsync(scenario.Process.Address, scenario.Stripe.PaymentEvent($"evt_{i}", "payment_intent.succeeded", id));
            }),
        }));
        await scenario.UntilAppliedAsync();

        var succeeded = 0;
        foreach (var id in ids)
        {
            var isPaid = scenario.Stripe.IntentOf(id).Status == "succeeded";
            await scenario.UntilAsync(id, isPaid ? "succeeded" : "canceled", payer);
            succeeded += isPaid ? 1 : 0;
        }

        output.WriteLine($"{succeeded} of {Payments} were paid");
        Assert.Equal(succeeded * Amount, await scenario.BalanceAsync(payer));
        await scenario.AssertSoundAsync(succeeded * Amount);
    }

    [Fact]
    public async Task FiftyRefundsAtOnce_NeverMoreThanWasCaptured()
    {
        await using var scenario = await PaymentScenario.StartAsync(output);
        var payer = await scenario.RegisterAsync("siti");
        var paymentId = (await scenario.TopUpAsync(payer, 300_000, "isi")).MustBe(201).Text("id");
        var token = await scenario.ServiceTokenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => scenario.RefundAsync(paymentId, 10_000, token, $"kembali-{i}")));

        Assert.Equal(30, answers.Count(static answer => answer.Status == 201 && answer.Text("status") == "succeeded"));
        Assert.Equal(20, answers.Count(static answer => answer is { Status: 422, Code: "amount_too_large" }));
        Assert.Equal((30, 300_000), (scenario.Stripe.RefundCount, scenario.Stripe.GivenBack));
        Assert.Equal(0, await scenario.BalanceAsync(payer));
        await scenario.AssertSoundAsync(0);
    }
}
