using System.Net.Http.Json;

namespace Nusaloka.Api.Tests.Wallets;

[Collection(ApiCollection.Name)]
public sealed class HoldTests(ApiServer api)
{
    [Fact]
    public async Task Hold_ByAProgram_IsSeenByItsOwnerAndCapturedInPart()
    {
        var person = await api.RegisterWithAsync(100_000);
        using var service = api.AsService();
        var path = $"/api/v1/internal/users/{person.Id}/holds";

        using var created = await service.PostAsJsonAsync(path, new { account = "fees", amount = 70_000, description = "Kapal" });

        var hold = await created.BodyAsync(201);
        Assert.Equal(["id", "user_id", "payee_id", "account", "type", "amount", "status", "description", "created_at", "expires_at"], hold.Members());
        Assert.Equal(("open", "charge", "fees"), (hold.Text("status"), hold.Text("type"), hold.Text("account")));
        var own = await person.Client.GetJsonAsync("/api/v1/wallet/holds");
        Assert.Equal((100_000, 30_000, 70_000), (own.Number("balance"), own.Number("available"), own.Number("held")));
        Assert.Equal(hold.ToJsonString(), Assert.Single(own["holds"]!.AsArray())!.ToJsonString());
        var balance = await person.Client.GetJsonAsync("/api/v1/wallet/balance");
        Assert.Equal(["user_id", "balance", "available", "held"], balance.Members());
        Assert.Equal((100_000, 30_000, 70_000), (balance.Number("balance"), balance.Number("available"), balance.Number("held")));

        using var tooMuch = await service.PostAsJsonAsync($"{path}/{hold.Text("id")}/capture", new { amount = 70_001 });
        using var captured = await service.PostAsJsonAsync($"{path}/{hold.Text("id")}/capture", new { amount = 50_000 });
        using var voided = await service.PostAsync($"{path}/{hold.Text("id")}/void", null);

        await ProblemAssert.IsAsync(tooMuch, 422, "hold_exceeded");
        Assert.Equal((hold.Text("id"), 50_000), ((await captured.BodyAsync()).Text("id"), (await captured.BodyAsync()).Number("amount")));
        await ProblemAssert.IsAsync(voided, 409, "hold_resolved");
        Assert.Equal(50_000, await person.BalanceAsync());
    }

    [Fact]
    public async Task Hold_UnderOneKey_IsOneAndItsVoidToo()
    {
        var person = await api.RegisterWithAsync(100_000);
        using var service = api.AsService();
        service.DefaultRequestHeaders.Add("Idempotency-Key", "pesanan-7");
        var path = $"/api/v1/internal/users/{person.Id}/holds";

        using var first = await service.PostAsJsonAsync(path, new { account = "fees", amount = 60_000 });
        using var again = await service.PostAsJsonAsync(path, new { account = "fees", amount = 60_000 });
        using var other = await service.PostAsJsonAsync(path, new { account = "fees", amount = 60_001 });
        var id = (await first.BodyAsync(201)).Text("id");
        using var voided = await service.PostAsync($"{path}/{id}/void", null);
        using var voidedAgain = await service.PostAsync($"{path}/{id}/void", null);

        Assert.Equal((await first.BodyAsync(201)).ToJsonString(), (await again.BodyAsync(201)).ToJsonString());
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotency-Replayed")));
        await ProblemAssert.IsAsync(other, 422, "idempotency_key_reused");
        Assert.Equal("voided", (await voided.BodyAsync()).Text("status"));
        Assert.Equal("true", Assert.Single(voidedAgain.Headers.GetValues("Idempotency-Replayed")));
        Assert.Empty((await person.Client.GetJsonAsync("/api/v1/wallet/holds"))["holds"]!.AsArray());
    }

    [Fact]
    public async Task Hold_ThatIsNoneOrByAPerson_IsRefused()
    {
        var (person, other) = (await api.RegisterWithAsync(100_000), await api.RegisterAsync());
        using var service = api.AsService();
        var path = $"/api/v1/internal/users/{person.Id}/holds";

        using var forNobody = await service.PostAsJsonAsync(path, new { amount = 1 });
        using var forBoth = await service.PostAsJsonAsync(path, new { amount = 1, payee_id = other.Id, account = "fees" });
        using var late = await service.PostAsJsonAsync(path, new { amount = 1, account = "fees", expires_at = "2020-01-01T00:00:00Z" });
        using var byPerson = await person.Client.PostAsJsonAsync(path, new { account = "fees", amount = 1 });
        using var missing = await service.PostAsJsonAsync($"{path}/{other.Id}/capture", new { });

        await ProblemAssert.IsAsync(forNobody, 400, "validation_failed");
        await ProblemAssert.IsAsync(forBoth, 400, "validation_failed");
        Assert.Equal("/expires_at", Assert.Single(ProblemAssert.Errors(await ProblemAssert.IsAsync(late, 400))).Pointer);
        await ProblemAssert.IsAsync(byPerson, 403);
        await ProblemAssert.IsAsync(missing, 404, "hold_not_found");
    }

    [Fact]
    public async Task Limits_AreThoseOfTheTierAndCountWhatWasSent()
    {
        var (person, other) = (await api.RegisterWithAsync(2_000_000), await api.RegisterWithAsync(10));
        using var service = api.AsService();

        using var tooMuch = await person.Client.PostAsJsonAsync("/api/v1/wallet/topup", new { amount = 1 });
        using var others = await other.Client.PostAsJsonAsync("/api/v1/transactions", new { receiver_id = person.Id, amount = 1 });
        using var sent = await person.Client.PostAsJsonAsync("/api/v1/transactions", new { receiver_id = other.Id, amount = 1_500_000 });
        using var debit = await person.Client.PostAsJsonAsync($"/api/v1/users/{person.Id}/debit", new { amount = 500_000 });
        using var again = await person.Client.PostAsJsonAsync("/api/v1/wallet/topup", new { amount = 2_000_000 });
        using var overDay = await person.Client.PostAsJsonAsync("/api/v1/transactions", new { receiver_id = other.Id, amount = 1 });

        await ProblemAssert.IsAsync(tooMuch, 422, "balance_limit_exceeded");
        await ProblemAssert.IsAsync(others, 422, "balance_limit_exceeded");
        await sent.BodyAsync(201);
        await debit.BodyAsync();
        await again.BodyAsync();
        await ProblemAssert.IsAsync(overDay, 422, "daily_limit_exceeded");
        var limits = await person.Client.GetJsonAsync("/api/v1/wallet/limits");
        Assert.Equal("unverified", limits.Text("tier"));
        Assert.Equal((2_000_000, 2_000_000), (limits["balance"]!.Number("used"), limits["balance"]!.Number("limit")));
        Assert.Equal((4_000_000, 40_000_000), (limits["monthly_incoming"]!.Number("used"), limits["monthly_incoming"]!.Number("limit")));
        Assert.Equal((2_000_000, 2_000_000), (limits["daily_outgoing"]!.Number("used"), limits["daily_outgoing"]!.Number("limit")));

        using var verified = await service.PutAsJsonAsync($"/api/v1/internal/users/{person.Id}/wallet/tier", new { tier = "verified" });
        Assert.Equal(20_000_000, (await verified.BodyAsync())["balance"]!.Number("limit"));
        using var now = await person.Client.PostAsJsonAsync("/api/v1/transactions", new { receiver_id = other.Id, amount = 1 });
        await now.BodyAsync(201);
        using var byPerson = await person.Client.PutAsJsonAsync($"/api/v1/internal/users/{person.Id}/wallet/tier", new { tier = "merchant" });
        await ProblemAssert.IsAsync(byPerson, 403);
    }
}
