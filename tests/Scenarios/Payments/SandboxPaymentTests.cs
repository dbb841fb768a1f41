using Nusaloka.Scenarios.Client;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Payments;

/// <summary>Every card of the sandbox gateway, over HTTP as with any other gateway, and the process killed while they play.</summary>
public sealed class SandboxPaymentTests(ITestOutputHelper output)
{
    private const long Amount = 100_000;
    private const long Withdrawn = 40_000;
    private const string DeadAnswer = "4000000000004087";
    private const string Declined = "4000000000000002";
    /// <summary>Without a card the amount says what is played: canceled, the money arrives two seconds later all the same.</summary>
    private const long LateMoney = 10_410;

    private const string OtherAmount = "4000000000004061";
    private const string DisputeLost = "4000000000000259";
    private const string DisputeWon = "4000000000001976";
    private const string RefundFails = "4000000000005126";

    /// <summary>Succeeds at once; processing; never answered; answered 500; answered late; late, tenfold, disordered and forged webhooks.</summary>
    private static readonly string[] Succeeding =
    [
        "4242424242424242", "4000000000002024", DeadAnswer, "4000000000005001", "4000000000004251", "4000000000005035", "4000000000002081",
        "4000000000004095", "4000000000004012",
    ];

    [Fact]
    public async Task EveryCard_EndsAsItMustWithTheMoneyOnce()
    {
        await using var scenario = await PaymentScenario.StartAsync(output);
        var payer = await scenario.RegisterAsync("siti");
        string[] cards = [.. Succeeding, OtherAmount, DisputeLost, DisputeWon, Declined];

        var ids = await Task.WhenAll(cards.Select(async card => (Card: card, Id: await TopUpAsync(scenario, payer, card, "isi-" + card))));

        foreach (var (card, id) in ids)
            await scenario.UntilAsync(id, card == Declined ? "requires_payment_method" : "succeeded", payer);
        await PayLateAsync(scenario, payer);
        await UntilDisputedAsync(scenario, payer, ids.Single(static one => one.Card == DisputeLost).Id, "lost");
        await UntilDisputedAsync(scenario, payer, ids.Single(static one => one.Card == DisputeWon).Id, "won");
        await scenario.UntilAppliedAsync();

        var paid = (Succeeding.Length + 3) * Amount;
        Assert.Equal(paid, await scenario.BalanceAsync(payer));
        Assert.Equal(1, await scenario.Database.ScalarAsync<long>("select count(*) from payment_quarantine where is_open"));
        Assert.Equal(-Amount, await BalanceAsync(scenario, "system:dispute_loss"));
        Assert.Equal(-(paid - Amount), await BalanceAsync(scenario, "system:gateway_clearing:sandbox"));
        await scenario.AssertSoundAsync(paid);
    }

    [Fact]
    public async Task KilledWhileTheGatewayKeepsItsAnswer_PaysOnce()
    {
        await using var scenario = await PaymentScenario.StartAsync(output);
        var payer = await scenario.RegisterAsync("siti");
        var cut = Assert.ThrowsAnyAsync<HttpRequestException>(() => PostAsync(scenario, payer, DeadAnswer, "isi"));
        await Eventually.EqualAsync("the gateway to have taken the money", 1L, () => scenario.Database.ScalarAsync<long>(
            "select count(*) from grain_state where kind like 'sandbox%' and state::text like '%succeeded%'"));

        await scenario.Process.KillAsync();
        await cut;
        await scenario.Process.StartAsync();
        var again = (await PostAsync(scenario, payer, DeadAnswer, "isi")).MustBe(201);

        Assert.True(again.IsReplay);
        await scenario.UntilAsync(again.Text("id"), "succeeded", payer);
        await scenario.UntilAppliedAsync();
        Assert.Equal(Amount, await scenario.BalanceAsync(payer));
        await scenario.AssertSoundAsync(Amount);
    }

    [Fact]
    public async Task RefundsThatBounceAndWithdrawals_LeaveTheMoneyWhereItBelongs()
    {
        await using var scenario = await PaymentScenario.StartAsync(output);
        var payer = await scenario.RegisterAsync("siti");
        var id = await TopUpAsync(scenario, payer, RefundFails, "isi");
        await scenario.UntilAsync(id, "succeeded", payer);
        (await scenario.RefundAsync(id, Amount, await scenario.ServiceTokenAsync(), "kembali")).MustBe(201);
        await Eventually.TrueAsync(
            "the refund to fail", async () => (await scenario.GetAsync("/api/v1/payments/" + id, payer)).Body.GetProperty("refunds")[0].GetProperty("status").GetString() == "failed",
            within: TimeSpan.FromSeconds(90));
        Assert.Equal(Amount, await scenario.BalanceAsync(payer));

        var (good, bad) = (await WithdrawAsync(scenario, payer, "8810012345", "tarik-1"), await WithdrawAsync(scenario, payer, "8810012402", "tarik-2"));

        await UntilWithdrawnAsync(scenario, payer, good, "succeeded");
        await UntilWithdrawnAsync(scenario, payer, bad, "failed");
        await scenario.UntilAppliedAsync();
        Assert.Equal(Amount - Withdrawn, await scenario.BalanceAsync(payer));
        Assert.Equal(-(Amount - Withdrawn), await BalanceAsync(scenario, "system:gateway_clearing:sandbox"));
        await scenario.AssertSoundAsync(Amount - Withdrawn);
    }

    private static Task<Answer> PostAsync(PaymentScenario scenario, Person payer, string card, string key) => scenario.PostAsync(
        "/api/v1/payments", new { purpose = "top_up", amount = Amount, method = "sandbox", payment_method = card, confirm = true }, payer, key);

    private static async Task<string> TopUpAsync(PaymentScenario scenario, Person payer, string card, string key) =>
        (await PostAsync(scenario, payer, card, key)).MustBe(201).Text("id");

    private static async Task<string> WithdrawAsync(PaymentScenario scenario, Person payer, string account, string key) => (await scenario.PostAsync(
        "/api/v1/wallet/withdrawals",
        new { amount = Withdrawn, bank_account = new { bank_code = "bca", account_number = account, holder_name = "Siti Aminah" } }, payer, key)).MustBe(201).Text("id");

    private static Task UntilWithdrawnAsync(PaymentScenario scenario, Person payer, string id, string status) => Eventually.EqualAsync(
        $"withdrawal {id}", status, async () => (await scenario.GetAsync("/api/v1/wallet/withdrawals/" + id, payer)).Text("status"), TimeSpan.FromSeconds(90));

    private static async Task PayLateAsync(PaymentScenario scenario, Person payer)
    {
        var id = (await scenario.PostAsync(
            "/api/v1/payments", new { purpose = "top_up", amount = LateMoney, method = "sandbox", confirm = true }, payer, "terlambat")).MustBe(201).Text("id");
        (await scenario.PostAsync($"/api/v1/payments/{id}/cancel", new { }, payer, "batal")).MustBe(200);
        await Eventually.TrueAsync(
            "the late money to go back", async () => await scenario.GetAsync("/api/v1/payments/" + id, payer) is var payment
                && payment.Text("status") == "canceled" && payment.Body.GetProperty("refunds").EnumerateArray().Any(static refund =>
                    refund.GetProperty("origin").GetString() == "late_payment" && refund.GetProperty("status").GetString() == "succeeded"),
            within: TimeSpan.FromSeconds(90));
    }

    private static Task UntilDisputedAsync(PaymentScenario scenario, Person payer, string id, string status) => Eventually.TrueAsync(
        $"the dispute to be {status}", async () => (await scenario.GetAsync("/api/v1/payments/" + id, payer)).Body.GetProperty("disputes")
            .EnumerateArray().Any(dispute => dispute.GetProperty("status").GetString() == status && dispute.GetProperty("is_withdrawn").GetBoolean() == (status == "lost")),
        within: TimeSpan.FromSeconds(90));

    private static Task<long> BalanceAsync(PaymentScenario scenario, string code) =>
        scenario.Database.ScalarAsync<long>("select balance from ledger_account where code = $1", code);
}
