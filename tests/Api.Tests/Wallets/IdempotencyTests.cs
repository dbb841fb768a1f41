using System.Net;

namespace Nusaloka.Api.Tests.Wallets;

[Collection(ApiCollection.Name)]
public sealed class IdempotencyTests(ApiServer api)
{
    private const string Path = "/api/v1/transactions";

    [Fact]
    public async Task SameKeyAndBody_HasOneEffectAndTheSameAnswer()
    {
        var (sender, receiver) = (await api.RegisterWithAsync(150_000), await api.RegisterAsync());
        var body = new { sender_id = sender.Id, receiver_id = receiver.Id, amount = 50_000 };

        using var first = await sender.Client.SendJsonAsync(HttpMethod.Post, Path, body, ("Idempotency-Key", "kunci-1"));
        using var second = await sender.Client.SendJsonAsync(HttpMethod.Post, Path, body, ("Idempotency-Key", "\"kunci-1\""));
        using var third = await sender.Client.SendJsonAsync(
            HttpMethod.Post, Path, new { receiver_id = receiver.Id, amount = 50_000 }, ("Idempotency-Key", "kunci-1"));

        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        foreach (var replay in (HttpResponseMessage[])[second, third])
        {
            Assert.Equal("true", replay.Headers.GetValues("Idempotency-Replayed").Single());
            Assert.Equal(await first.Content.ReadAsStringAsync(), await replay.Content.ReadAsStringAsync());
            Assert.Equal((HttpStatusCode.Created, first.Headers.Location), (replay.StatusCode, replay.Headers.Location));
        }

        Assert.Equal((100_000, 50_000), (await sender.BalanceAsync(), await receiver.BalanceAsync()));
    }

    [Fact]
    public async Task KeyLikeThatOfAPayment_DoesNotTakeItsPlace()
    {
        var (payer, receiver) = (await api.RegisterWithAsync(150_000), await api.RegisterAsync());
        using var made = await payer.Client.SendJsonAsync(
            HttpMethod.Post, "/api/v1/payments",
            new { purpose = "booking", subject = "b-1", amount = 10_000, method = "wallet", capture_mode = "manual" }, ("Idempotency-Key", "bayar-1"));
        var payment = (await made.BodyAsync(201))["id"]!.GetValue<string>();

        using var pending = await payer.Client.SendJsonAsync(
            HttpMethod.Post, Path, new { receiver_id = receiver.Id, amount = 1, status = "pending" }, ("Idempotency-Key", $"nusaloka:payment:{payment}"));
        using var confirmed = await payer.Client.SendJsonAsync(HttpMethod.Post, $"/api/v1/payments/{payment}/confirm", new { });

        await pending.BodyAsync(201);
        Assert.Equal("requires_capture", (await confirmed.BodyAsync(200))["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task SameKeyOtherBody_Is422AndChangesNothing()
    {
        var (sender, receiver) = (await api.RegisterWithAsync(150_000), await api.RegisterAsync());
        using var first = await TransferAsync(50_000);

        using var second = await TransferAsync(60_000);

        await first.BodyAsync(201);
        await ProblemAssert.IsAsync(second, 422, "idempotency_key_reused");
        Assert.Equal(100_000, await sender.BalanceAsync());

        Task<HttpResponseMessage> TransferAsync(long amount) => sender.Client.SendJsonAsync(
            HttpMethod.Post, Path, new { receiver_id = receiver.Id, amount }, ("Idempotency-Key", "kunci-2"));
    }

    [Fact]
    public async Task TopUp_SameKey_AnswersTheStoredBalance()
    {
        var person = await api.RegisterAsync();
        var path = $"/api/v1/users/{person.Id}/topup";

        using var first = await person.Client.SendJsonAsync(HttpMethod.Post, path, new { amount = 10_000 }, ("Idempotency-Key", "isi"));
        using var between = await person.Client.SendJsonAsync(HttpMethod.Post, path, new { amount = 5_000 });
        using var replay = await person.Client.SendJsonAsync(HttpMethod.Post, path, new { amount = 10_000 }, ("Idempotency-Key", "isi"));

        Assert.Equal(10_000, (await replay.BodyAsync()).Number("balance"));
        Assert.Equal("true", replay.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(15_000, await person.BalanceAsync());
    }

    [Fact]
    public async Task SameKeyOfAnotherCaller_IsAnotherOperation()
    {
        var person = await api.RegisterAsync();
        using var staff = api.Staff();
        var path = $"/api/v1/users/{person.Id}/topup";

        using var own = await person.Client.SendJsonAsync(HttpMethod.Post, path, new { amount = 1_000 }, ("Idempotency-Key", "sama"));
        using var others = await staff.SendJsonAsync(HttpMethod.Post, path, new { amount = 2_000 }, ("Idempotency-Key", "sama"));

        Assert.Equal(1_000, (await own.BodyAsync()).Number("balance"));
        Assert.Equal(3_000, (await others.BodyAsync()).Number("balance"));
    }

    [Fact]
    public async Task WithoutKey_EveryRequestCounts()
    {
        var person = await api.RegisterAsync();

        for (var i = 0; i < 2; i++)
            await (await person.Client.SendJsonAsync(HttpMethod.Post, "/api/v1/wallet/topup", new { amount = 1_000 })).BodyAsync();

        Assert.Equal(2_000, await person.BalanceAsync());
    }

    [Fact]
    public async Task RefusedRequest_DoesNotUseUpItsKey()
    {
        var (sender, receiver) = (await api.RegisterWithAsync(1_000), await api.RegisterAsync());
        var body = new { receiver_id = receiver.Id, amount = 5_000 };
        using var refused = await sender.Client.SendJsonAsync(HttpMethod.Post, Path, body, ("Idempotency-Key", "nanti"));
        await ProblemAssert.IsAsync(refused, 422, "insufficient_funds");
        await (await sender.Client.SendJsonAsync(HttpMethod.Post, "/api/v1/wallet/topup", new { amount = 4_000 })).BodyAsync();

        using var again = await sender.Client.SendJsonAsync(HttpMethod.Post, Path, body, ("Idempotency-Key", "nanti"));

        await again.BodyAsync(201);
        Assert.Equal((0, 5_000), (await sender.BalanceAsync(), await receiver.BalanceAsync()));
    }

    [Fact]
    public async Task FiftyAtOnceWithOneKey_HaveOneEffect()
    {
        var (sender, receiver) = (await api.RegisterWithAsync(10_000), await api.RegisterAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => sender.Client.SendJsonAsync(
            HttpMethod.Post, Path, new { receiver_id = receiver.Id, amount = 100 }, ("Idempotency-Key", "serentak"))));

        Assert.Equal(100, await receiver.BalanceAsync());
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created && !answer.Headers.Contains("Idempotency-Replayed"));
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            await ProblemAssert.IsAsync(answer, 409, "idempotency_key_in_flight");
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        }
    }

    [Fact]
    public async Task MalformedKey_Is400AndChangesNothing()
    {
        var person = await api.RegisterAsync();

        foreach (var key in (string[])["two words", new string('k', 256), "\"half"])
        {
            using var response = await person.Client.SendJsonAsync(HttpMethod.Post, "/api/v1/wallet/topup", new { amount = 1_000 }, ("Idempotency-Key", key));
            await ProblemAssert.IsAsync(response, 400, "validation_failed");
        }

        Assert.Equal(0, await person.BalanceAsync());
    }
}
