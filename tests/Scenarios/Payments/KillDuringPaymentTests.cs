using Nusaloka.Scenarios.Client;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Payments;

/// <summary>kill -9 right after the gateway has done it and before we know: the moment in which money is lost or taken twice.</summary>
public sealed class KillDuringPaymentTests(ITestOutputHelper output)
{
    private const long Amount = 25_000;
    private const long Refunded = 10_000;

    [Fact]
    public async Task KilledBetweenTheGatewaysSuccessAndOurWrite_PaysOnceAndRefundsOnce()
    {
        await using var scenario = await PaymentScenario.StartAsync(output);
        var payer = await scenario.RegisterAsync("siti");
        KillAt(scenario, "create");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => scenario.TopUpAsync(payer, Amount, "isi"));
        await RestartAsync(scenario);
        var paymentId = Assert.Single(scenario.Stripe.Intents).PaymentId;
        var again = await scenario.TopUpAsync(payer, Amount, "isi");

        Assert.Equal((201, true, paymentId), (again.Status, again.IsReplay, again.Text("id")));
        await scenario.UntilAsync(paymentId, "succeeded", payer);
        Assert.Equal((Amount, Amount), (await scenario.BalanceAsync(payer), scenario.Stripe.Taken));
        Assert.Single(scenario.Stripe.Intents);
        await scenario.AssertSoundAsync(Amount);

        await RefundAndKillAsync(scenario, paymentId, payer);
    }

    private static async Task RefundAndKillAsync(PaymentScenario scenario, string paymentId, Person payer)
    {
        var token = await scenario.ServiceTokenAsync();
        KillAt(scenario, "refund");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => scenario.RefundAsync(paymentId, Refunded, token, "kembali"));
        await RestartAsync(scenario);
        var again = await scenario.RefundAsync(paymentId, Refunded, token, "kembali");

        Assert.Equal((201, true), (again.Status, again.IsReplay));
        await Testing.Eventually.EqualAsync(
            "the refund", Refunded, async () => (await scenario.GetAsync("/api/v1/payments/" + paymentId, payer)).Number("amount_refunded"), TimeSpan.FromSeconds(90));
        Assert.Equal((1, Refunded), (scenario.Stripe.RefundCount, scenario.Stripe.GivenBack));
        Assert.Equal(Amount - Refunded, await scenario.BalanceAsync(payer));
        await scenario.AssertSoundAsync(Amount - Refunded);
    }

    private static async Task RestartAsync(PaymentScenario scenario)
    {
        await Testing.Eventually.TrueAsync("the end of the killed process", () => scenario.Process.HasExited);
        await scenario.Process.StartAsync();
    }

    private static void KillAt(PaymentScenario scenario, string what)
    {
        var kills = 0;
        scenario.Stripe.BeforeAnswer = async (done, _) =>
        {
            if (done == what && Interlocked.Increment(ref kills) == 1)
                await scenario.Process.KillAsync();
        };
    }
}
