using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Accounts;
using Nusaloka.Grains.Referral;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Referral;

[Collection(ApiCollection.Name)]
public sealed class ReferralTests(ApiServer api)
{
    private const string Path = "/api/v1/account/referral";

    private static int _phones = 70_000_000;

    [Fact]
    public async Task Referral_FromTheCodeToTheReward_IsSeenByBothWithoutNames()
    {
        var referrer = await RegisterWithAsync(null);
        var code = (await referrer.Client.GetJsonAsync(Path)).Text("code");
        var newcomer = await RegisterWithAsync(code.ToLowerInvariant().Insert(4, "-"));

        using var topUp = await newcomer.Client.PostAsJsonAsync("/api/v1/wallet/topup", new { amount = 150_000 });
        using var paid = await newcomer.Client.SendJsonAsync(
            HttpMethod.Post, "/api/v1/payments", new { purpose = "booking", amount = 150_000, subject = "b-1", method = "wallet", confirm = true }, ("Idempotency-Key", "b-1"));

        Assert.True(paid.IsSuccessStatusCode, await paid.Content.ReadAsStringAsync());
        // As the event of a booking whose trip is over tells it.
        var purchase = new CompletedPurchase(new PaidPayment((await paid.BodyAsync(201)).Text("id"), Money.Rupiah(150_000), TimeProvider.System.GetUtcNow()), "pemandu");
        await api.App.Services.GetRequiredService<IGrainFactory>().GetGrain<INewcomerGrain>(newcomer.Id).HasCompletedAsync(purchase);
        await Eventually.EqualAsync("the newcomer's reward", 25_000L, newcomer.BalanceAsync);
        await Eventually.EqualAsync("the referrer's reward", 25_000L, referrer.BalanceAsync);
        await Eventually.EqualAsync("the invitation", "rewarded", async () => (await newcomer.Client.GetJsonAsync(Path))["invitation"]!.Text("status"));
        var own = await referrer.Client.GetJsonAsync(Path);
        var joined = await referrer.Client.GetJsonAsync(Path + "/joined");
        var rewards = await referrer.Client.GetJsonAsync(Path + "/rewards");
        var board = await referrer.Client.GetJsonAsync("/api/v1/referral/leaderboard");
        Assert.Equal((1, 1, 25_000), (own.Number("joined"), own.Number("rewarded"), own.Number("earned")));
        Assert.Equal(["initials", "status", "joined_at", "reward"], Assert.Single(joined["data"]!.AsArray())!.Members());
        Assert.Contains(board["data"]!.AsArray(), static entry => entry!["is_you"]!.GetValue<bool>());
        Assert.DoesNotContain(newcomer.Id, own.ToJsonString() + joined.ToJsonString() + board.ToJsonString(), StringComparison.Ordinal);
        var transaction = await referrer.Client.GetJsonAsync("/api/v1/transactions/" + Assert.Single(rewards["data"]!.AsArray())!.Text("transaction_id"));
        Assert.Equal(("reward", null, referrer.Id), (transaction.Text("type"), transaction["sender_id"]?.GetValue<string>(), transaction.Text("receiver_id")));
    }

    [Fact]
    public async Task Register_UnknownCode_Is422AndTheAddressStaysFree()
    {
        const string Email = "diundang@contoh.id";

        using var refused = await api.Anonymous.PostAsJsonAsync(
            "/api/v1/auth/register", new { full_name = "Budi", email = Email, password = ApiServer.Password, referral_code = "K7QM2XPA" });
        using var registered = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/register", new { full_name = "Budi", email = Email, password = ApiServer.Password });

        await ProblemAssert.IsAsync(refused, 422, "referral_code_unknown");
        await registered.BodyAsync(201);
    }

    [Fact]
    public async Task Join_AfterwardsOnesOwnOrANewersCode_IsAsTheRulesSay()
    {
        var (referrer, person) = (await api.RegisterAsync(), await api.RegisterAsync());
        var (first, second) = ((await referrer.Client.GetJsonAsync(Path)).Text("code"), (await person.Client.GetJsonAsync(Path)).Text("code"));

        using var own = await person.Client.SendJsonAsync(HttpMethod.Post, Path, new { code = second });
        using var circle = await referrer.Client.SendJsonAsync(HttpMethod.Post, Path, new { code = second });
        using var joined = await person.Client.SendJsonAsync(HttpMethod.Post, Path, new { code = first, device_id = "hp-1" });

        await ProblemAssert.IsAsync(own, 422, "own_referral_code");
        await ProblemAssert.IsAsync(circle, 422, "referral_not_newer");
        Assert.Equal("joined", (await joined.BodyAsync())["invitation"]!.Text("status"));
    }

    [Theory]
    [InlineData("2026")]
    [InlineData("2026-13")]
    [InlineData("9999-12")]
    [InlineData("kemarin")]
    public async Task Leaderboard_WhatIsNoMonth_Is400(string month)
    {
        var person = await api.RegisterAsync();

        using var response = await person.Client.GetAsync("/api/v1/referral/leaderboard?month=" + month);

        await ProblemAssert.IsAsync(response, 400);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/joined")]
    [InlineData("/rewards")]
    public async Task Get_Anonymous_Is401(string path)
    {
        using var response = await api.Anonymous.GetAsync(Path + path);

        await ProblemAssert.IsAsync(response, 401);
    }

    private async Task<Person> RegisterWithAsync(string? code)
    {
        var email = $"baru-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}@contoh.id";
        var phone = $"+62812{Interlocked.Increment(ref _phones)}";
        using var response = await api.Anonymous.PostAsJsonAsync(
            "/api/v1/auth/register", new { full_name = "Budi Santoso", email, phone, password = ApiServer.Password, referral_code = code });
        JsonNode body = await response.BodyAsync(201);
        // As by a code that came there.
        Assert.True((await api.App.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>(body.Text("id")).VerifyIdentifierAsync("phone:" + phone)).IsSuccess);
        return new Person(body.Text("id"), email, api.As(api.Forge.Person(body.Text("id"), "user")));
    }
}
