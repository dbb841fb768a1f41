using System.Net;

namespace Nusaloka.Api.Tests.Payments;

[Collection(ApiCollection.Name)]
public sealed class PaymentEndpointTests(ApiServer api)
{
    private const string Path = "/api/v1/payments";

    [Fact]
    public async Task Create_WithTheWallet_PaysAtOnce()
    {
        var person = await api.RegisterWithAsync(100_000);

        using var created = await PostAsync(person, Path, new { purpose = "booking", subject = "b-1", amount = 60_000, method = "wallet", confirm = true });

        var payment = await created.BodyAsync(201);
        Assert.Equal(("succeeded", 60_000, "IDR"), (payment.Text("status"), payment.Number("amount_captured"), payment.Text("currency")));
        Assert.Equal(Path + "/" + payment.Text("id"), created.Headers.Location?.ToString());
        Assert.Equal(40_000, await person.BalanceAsync());
        Assert.Equal("succeeded", (await person.Client.GetJsonAsync(Path + "/" + payment.Text("id"))).Text("status"));
    }

    [Fact]
    public async Task Create_SameKey_IsOnePayment()
    {
        var person = await api.RegisterWithAsync(100_000);
        var body = new { purpose = "booking", subject = "b-1", amount = 10_000, method = "wallet", confirm = true };

        using var first = await PostAsync(person, Path, body, "kunci");
        using var again = await PostAsync(person, Path, body, "kunci");
        using var other = await PostAsync(person, Path, new { purpose = "booking", subject = "b-1", amount = 10_001, method = "wallet" }, "kunci");

        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        await ProblemAssert.IsAsync(other, 422, "idempotency_key_reused");
        Assert.Equal(90_000, await person.BalanceAsync());
    }

    [Theory]
    [InlineData("/api/v1/payments", """{"purpose":"booking","subject":"b","amount":1000,"method":"wallet"}""")]
    [InlineData("/api/v1/wallet/withdrawals", """{"amount":1000,"bank_account":{"bank_code":"bca","account_number":"8810012345","holder_name":"Siti"}}""")]
    public async Task Post_WithoutKey_Is400(string path, string json)
    {
        var person = await api.RegisterWithAsync(10_000);
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");

        using var response = await person.Client.PostAsync(path, content);

        await ProblemAssert.IsAsync(response, 400, "idempotency_key_required");
        Assert.Equal(10_000, await person.BalanceAsync());
    }

    [Fact]
    public async Task Payment_OfSomebodyElse_DoesNotExist()
    {
        var (owner, other) = (await api.RegisterWithAsync(1_000), await api.RegisterAsync());
        using var created = await PostAsync(owner, Path, new { purpose = "booking", subject = "b", amount = 1_000, method = "wallet" });
        var path = Path + "/" + (await created.BodyAsync(201)).Text("id");

        using var read = await other.Client.GetAsync(path);
        using var confirmed = await PostAsync(other, path + "/confirm", new { });
        using var canceled = await other.Client.PostAsync(path + "/cancel", null);

        foreach (var response in (HttpResponseMessage[])[read, confirmed, canceled])
            await ProblemAssert.IsAsync(response, 404, "payment_not_found");
        Assert.Equal("requires_confirmation", (await owner.Client.GetJsonAsync(path)).Text("status"));
        Assert.DoesNotContain((await other.Client.GetJsonAsync(Path))["data"]!.AsArray(), payment => payment!.Text("payer_id") == owner.Id);
    }

    [Fact]
    public async Task CaptureAndRefund_AreForStaff()
    {
        var person = await api.RegisterWithAsync(100_000);
        using var staff = api.Staff("officer");
        using var created = await PostAsync(
            person, Path, new { purpose = "booking", subject = "b", amount = 80_000, method = "wallet", capture_mode = "manual", confirm = true });
        var path = Path + "/" + (await created.BodyAsync(201)).Text("id");
        Assert.Equal(80_000, (await person.Client.GetJsonAsync(path)).Number("amount_capturable"));

        using var byPayer = await PostAsync(person, path + "/capture", new { });
        using var captured = await staff.SendJsonAsync(HttpMethod.Post, path + "/capture", new { amount = 50_000 }, ("Idempotency-Key", "k-" + path));
        using var refunded = await staff.SendJsonAsync(HttpMethod.Post, path + "/refund", new { amount = 20_000, reason = "hujan" }, ("Idempotency-Key", "r-" + path));
        using var tooMuch = await staff.SendJsonAsync(HttpMethod.Post, path + "/refund", new { amount = 30_001 }, ("Idempotency-Key", "r2-" + path));

        Assert.Equal(HttpStatusCode.Forbidden, byPayer.StatusCode);
        Assert.Equal(50_000, (await captured.BodyAsync()).Number("amount_captured"));
        var refund = await refunded.BodyAsync(201);
        Assert.Equal(("succeeded", 20_000, "hujan"), (refund.Text("status"), refund.Number("amount"), refund.Text("reason")));
        await ProblemAssert.IsAsync(tooMuch, 422, "amount_too_large");
        Assert.Equal(70_000, await person.BalanceAsync());
    }

    [Fact]
    public async Task CaptureAndRefund_OfOnesOwnMoney_AreForSomebodyElse()
    {
        var person = await api.RegisterWithAsync(100_000);
        using var created = await PostAsync(
            person, Path, new { purpose = "booking", subject = "b", amount = 80_000, method = "wallet", capture_mode = "manual", confirm = true });
        var path = Path + "/" + (await created.BodyAsync(201)).Text("id");
        using var same = api.As(api.Forge.Person(person.Id, "officer"));
        using var other = api.Staff("officer");

        using var captured = await same.SendJsonAsync(HttpMethod.Post, path + "/capture", new { }, ("Idempotency-Key", "k-" + path));
        using var byOther = await other.SendJsonAsync(HttpMethod.Post, path + "/capture", new { }, ("Idempotency-Key", "k-" + path));
        using var refunded = await same.SendJsonAsync(HttpMethod.Post, path + "/refund", new { }, ("Idempotency-Key", "r-" + path));

        await ProblemAssert.IsAsync(captured, 403, "own_money");
        await ProblemAssert.IsAsync(refunded, 403, "own_money");
        Assert.Equal(80_000, (await byOther.BodyAsync()).Number("amount_captured"));
        Assert.Equal(20_000, await person.BalanceAsync());
    }

    [Fact]
    public async Task Cancel_ThenConfirm_IsRefused()
    {
        var person = await api.RegisterWithAsync(1_000);
        using var created = await PostAsync(person, Path, new { purpose = "booking", subject = "b", amount = 1_000, method = "wallet" });
        var path = Path + "/" + (await created.BodyAsync(201)).Text("id");

        using var canceled = await person.Client.PostAsync(path + "/cancel", null);
        using var confirmed = await PostAsync(person, path + "/confirm", new { });

        Assert.Equal("canceled", (await canceled.BodyAsync()).Text("status"));
        await ProblemAssert.IsAsync(confirmed, 409, "payment_status");
        Assert.Equal(1_000, await person.BalanceAsync());
    }

    [Fact]
    public async Task Confirm_Repeated_WithItsKeyIsAnsweredAgainAndWithoutIsRefused()
    {
        var person = await api.RegisterWithAsync(1_000);
        using var created = await PostAsync(person, Path, new { purpose = "booking", subject = "b", amount = 400, method = "wallet" });
        var path = Path + "/" + (await created.BodyAsync(201)).Text("id") + "/confirm";

        using var first = await PostAsync(person, path, new { }, "once");
        using var again = await PostAsync(person, path, new { }, "once");
        using var other = await PostAsync(person, path, new { method = "wallet" }, "once");
        using var unnamed = await person.Client.SendJsonAsync(HttpMethod.Post, path, new { });

        Assert.Equal("succeeded", (await first.BodyAsync()).Text("status"));
        Assert.Equal("succeeded", (await again.BodyAsync()).Text("status"));
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
        await ProblemAssert.IsAsync(other, 422, "idempotency_key_reused");
        await ProblemAssert.IsAsync(unnamed, 409, "payment_status");
        Assert.Equal(600, await person.BalanceAsync());
    }

    [Fact]
    public async Task List_OfSomebodyElse_IsForStaff()
    {
        var person = await api.RegisterWithAsync(1_000);
        using var created = await PostAsync(person, Path, new { purpose = "booking", subject = "b", amount = 400, method = "wallet" });
        var id = (await created.BodyAsync(201)).Text("id");
        using var staff = api.Staff("officer");
        var other = await api.RegisterAsync();

        var found = (await staff.GetJsonAsync($"{Path}?user_id={person.Id}"))["data"]!.AsArray();
        var disputed = (await staff.GetJsonAsync($"{Path}?user_id={person.Id}&disputed=true"))["data"]!.AsArray();
        using var refused = await other.Client.GetAsync($"{Path}?user_id={person.Id}");
        var accounts = (await staff.GetJsonAsync(Path + "/system_accounts"))["data"]!.AsArray();

        Assert.Equal(id, Assert.Single(found)!.Text("id"));
        Assert.Empty(disputed);
        await ProblemAssert.IsAsync(refused, 403, "forbidden");
        Assert.Contains("system:payment_suspense", accounts.Select(static account => account!.Text("name")));
    }

    [Fact]
    public async Task Methods_AreThoseThatAreOpen()
    {
        var person = await api.RegisterAsync();

        var methods = (await person.Client.GetJsonAsync(Path + "/methods"))["data"]!.AsArray().Select(static method => method!.Text("name"));

        Assert.Contains("wallet", methods);
        Assert.DoesNotContain("stripe", methods);
    }

    [Fact]
    public async Task Office_IsForStaff()
    {
        var person = await api.RegisterAsync();
        using var staff = api.Staff("officer");
        using var service = api.AsService();

        foreach (var path in (string[])[Path + "/quarantine", Path + "/webhooks"])
        {
            using var refused = await person.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.NotNull((await staff.GetJsonAsync(path))["data"]);
        }

        var resolve = Path + "/quarantine/0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e/resolve";
        using var byService = await service.SendJsonAsync(HttpMethod.Post, resolve, new { resolution = "ignore" });
        using var byStaff = await staff.SendJsonAsync(HttpMethod.Post, resolve, new { resolution = "ignore" });
        Assert.Equal(HttpStatusCode.Forbidden, byService.StatusCode);
        await ProblemAssert.IsAsync(byStaff, 404, "quarantine_not_found");
    }

    [Fact]
    public async Task Webhook_NobodyWeKnow_Is404AndTooLongIs413()
    {
        using var unknown = await api.Anonymous.PostAsync("/api/v1/webhooks/nobody", new StringContent("{}"));
        using var tooLong = await api.Anonymous.PostAsync("/api/v1/webhooks/stripe", new ByteArrayContent(new byte[(64 * 1024) + 1]));

        await ProblemAssert.IsAsync(unknown, 404, "gateway_not_found");
        await ProblemAssert.IsAsync(tooLong, 413, "body_too_large");
    }

    private static Task<HttpResponseMessage> PostAsync(Person person, string path, object body, string? key = null) =>
        person.Client.SendJsonAsync(HttpMethod.Post, path, body, ("Idempotency-Key", key ?? Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString()));
}
