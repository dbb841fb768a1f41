using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Accounts;

namespace Nusaloka.Api.Tests.Accounts;

[Collection(ApiCollection.Name)]
public sealed class UserTests(ApiServer api)
{
    private static readonly string Nobody = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

    [Theory]
    [InlineData("officer")]
    [InlineData("admin")]
    [InlineData("service")]
    public async Task Get_ByStaff_AnswersTheContractsShape(string role)
    {
        var person = await api.RegisterWithAsync(25_000);
        using var staff = role == "service" ? api.AsService() : api.Staff(role);

        var body = await staff.GetJsonAsync("/api/v1/users/" + person.Id);

        Assert.Equal(["id", "full_name", "email", "balance"], body.Members());
        Assert.Equal((person.Id, 25_000), (body.Text("id"), body.Number("balance")));
    }

    [Fact]
    public async Task Get_OnesOwn_Is200()
    {
        var person = await api.RegisterAsync();

        Assert.Equal(person.Id, (await person.Client.GetJsonAsync("/api/v1/users/" + person.Id)).Text("id"));
    }

    public static TheoryData<string, string> OwnersRoutes => new()
    {
        { "GET", "/api/v1/users/{id}" },
        { "PUT", "/api/v1/users/{id}" },
        { "DELETE", "/api/v1/users/{id}" },
        { "GET", "/api/v1/users/{id}/balance" },
        { "POST", "/api/v1/users/{id}/topup" },
        { "POST", "/api/v1/users/{id}/debit" },
        { "GET", "/api/v1/transactions/user/{id}" },
        { "GET", "/api/v1/summaries/user/{id}" },
        { "GET", "/api/v1/internal/users/{id}" },
        { "PUT", "/api/v1/internal/users/{id}/balance" },
    };

    [Theory]
    [MemberData(nameof(OwnersRoutes))]
    public async Task AnotherPersons_Is403WhetherItExistsOrNot(string method, string route)
    {
        var owner = await api.RegisterWithAsync(10_000);
        var intruder = await api.RegisterAsync();
        object body = method is "GET" or "DELETE" ? new { } : route.EndsWith("{id}", StringComparison.Ordinal)
            ? new { full_name = "Bukan Saya" }
            : new { amount = 1_000 };

        using var existing = await intruder.Client.SendJsonAsync(new HttpMethod(method), Path(owner.Id), body);
        using var missing = await intruder.Client.SendJsonAsync(new HttpMethod(method), Path(Nobody), body);
        using var anonymous = await api.Anonymous.SendJsonAsync(new HttpMethod(method), Path(owner.Id), body);

        var one = await ProblemAssert.IsAsync(existing, 403, "forbidden");
        var other = await ProblemAssert.IsAsync(missing, 403, "forbidden");
        one["trace_id"] = other["trace_id"] = one["instance"] = other["instance"] = null;
        Assert.Equal(one.ToJsonString(), other.ToJsonString());
        await ProblemAssert.IsAsync(anonymous, 401);
        Assert.Equal(10_000, await owner.BalanceAsync());
        Assert.NotEqual("Bukan Saya", (await owner.Client.GetJsonAsync("/api/v1/account/profile")).Text("full_name"));

        string Path(string id) => route.Replace("{id}", id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/users/{id}")]
    [InlineData("/api/v1/users/{id}/balance")]
    [InlineData("/api/v1/summaries/user/{id}")]
    public async Task Missing_ForStaff_Is404(string route)
    {
        using var staff = api.Staff();

        using var response = await staff.GetAsync(route.Replace("{id}", Nobody, StringComparison.Ordinal));

        await ProblemAssert.IsAsync(response, 404);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("%20")]
    [InlineData("%0A")]
    [InlineData("%E3%80%80")]
    [InlineData("%27%20OR%201%3D1")]
    [InlineData("..%2F..%2Fetc%2Fpasswd")]
    [InlineData("%F0%9F%98%80")]
    public async Task OddId_ForStaff_Is404(string id)
    {
        using var staff = api.Staff();

        using var response = await staff.GetAsync("/api/v1/users/" + id);

        await ProblemAssert.IsAsync(response, 404);
    }

    [Fact]
    public async Task List_ByStaff_PagesThroughAllOnce()
    {
        var people = new[] { await api.RegisterAsync(), await api.RegisterWithAsync(7_000), await api.RegisterAsync() };
        using var staff = api.Staff("officer");
        var seen = new Dictionary<string, long>(StringComparer.Ordinal);

        string? next = "/api/v1/users?limit=2";
        while (next is not null)
        {
            using var response = await staff.GetAsync(next);
            var page = (await response.BodyAsync()).AsArray();
            Assert.InRange(page.Count, 1, 2);
            foreach (var user in page)
                seen.Add(user!.Text("id"), user!.Number("balance"));
            next = response.NextLink();
        }

        Assert.All(people, person => Assert.Contains(person.Id, seen.Keys));
        Assert.Equal(7_000, seen[people[1].Id]);
    }

    [Fact]
    public async Task List_TamperedCursor_Is400()
    {
        using var staff = api.Staff();

        using var response = await staff.GetAsync("/api/v1/users?cursor=bm90LWEtY3Vyc29y");

        await ProblemAssert.IsAsync(response, 400, "cursor_invalid");
    }

    [Fact]
    public async Task List_ByAPerson_Is403()
    {
        var person = await api.RegisterAsync();

        using var response = await person.Client.GetAsync("/api/v1/users");

        await ProblemAssert.IsAsync(response, 403);
    }

    [Fact]
    public async Task Create_ByAdmin_Is201WithoutBalance()
    {
        using var staff = api.Staff();

        using var response = await staff.PostAsJsonAsync("/api/v1/users", new { full_name = "Petugas", email = "petugas@contoh.id", password = ApiServer.Password, role = "officer" });

        var body = await response.BodyAsync(201);
        Assert.Equal(["id", "full_name", "email"], body.Members());
        Assert.Equal("/api/v1/users/" + body.Text("id"), response.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("officer", "admin", 403)]
    [InlineData("service", "service", 400)]
    [InlineData("service", "admin", 403)]
    [InlineData("service", "officer", 403)]
    [InlineData("admin", "service", 400)]
    [InlineData("user", "user", 403)]
    public async Task Create_RoleThatIsNotTheCallersToGive_IsRefused(string caller, string role, int status)
    {
        using var client = caller == "service" ? api.AsService() : api.As(api.Forge.Person("somebody", caller));

        using var response = await client.PostAsJsonAsync("/api/v1/users", new { full_name = "A", email = "tidak.jadi@contoh.id", password = ApiServer.Password, role });

        await ProblemAssert.IsAsync(response, status);
        using var login = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/login", new { email = "tidak.jadi@contoh.id", password = ApiServer.Password });
        Assert.Equal(HttpStatusCode.Unauthorized, login.StatusCode);
    }

    [Fact]
    public async Task Create_ByAProgramWithAKey_IsOneAccount()
    {
        using var service = api.AsService();
        var body = new { full_name = "Petugas Baru", email = "petugas.baru@contoh.id", password = ApiServer.Password, role = "seller" };
        var key = ("Idempotency-Key", "petugas-baru");

        using var first = await service.SendJsonAsync(HttpMethod.Post, "/api/v1/users", body, key);
        using var second = await service.SendJsonAsync(HttpMethod.Post, "/api/v1/users", body, key);
        using var other = await service.SendJsonAsync(
            HttpMethod.Post, "/api/v1/users", new { full_name = "Orang Lain", email = "orang.lain@contoh.id", password = ApiServer.Password }, key);

        Assert.Equal((await first.BodyAsync(201)).Text("id"), (await second.BodyAsync(201)).Text("id"));
        await ProblemAssert.IsAsync(other, 422, "idempotency_key_reused");
    }

    [Fact]
    public async Task Create_RepeatedAfterThePersonHasChangedTheirName_IsTheSameAccount()
    {
        using var service = api.AsService();
        var body = new { full_name = "Nama Lama", phone = "0813 5555 0001", password = ApiServer.Password };
        var key = ("Idempotency-Key", "ganti-nama");
        using var first = await service.SendJsonAsync(HttpMethod.Post, "/api/v1/users", body, key);
        var id = (await first.BodyAsync(201)).Text("id");
        using var renamed = await service.SendJsonAsync(HttpMethod.Put, "/api/v1/users/" + id, new { full_name = "Nama Baru" });
        Assert.Equal(HttpStatusCode.OK, renamed.StatusCode);

        using var again = await service.SendJsonAsync(HttpMethod.Post, "/api/v1/users", body, key);
        using var other = await service.SendJsonAsync(
            HttpMethod.Post, "/api/v1/users", new { full_name = "Nama Baru", phone = "0813 5555 0001", password = ApiServer.Password }, key);

        var repeated = await again.BodyAsync(201);
        Assert.Equal((id, "Nama Baru"), (repeated.Text("id"), repeated.Text("full_name")));
        await ProblemAssert.IsAsync(other, 422, "idempotency_key_reused");
    }

    [Fact]
    public async Task Update_OnesOwn_AnswersTheContractsShape()
    {
        var person = await api.RegisterAsync();

        using var response = await person.Client.SendJsonAsync(HttpMethod.Put, "/api/v1/users/" + person.Id, new { full_name = "Nama Lain" });

        var body = await response.BodyAsync();
        Assert.Equal(["id", "full_name", "email"], body.Members());
        Assert.Equal("Nama Lain", body.Text("full_name"));
    }

    [Fact]
    public async Task Delete_EmptyWallet_ClosesTheAccountAndFreesTheEmail()
    {
        var person = await api.RegisterAsync();

        using var response = await person.Client.DeleteAsync("/api/v1/users/" + person.Id);

        Assert.Equal(["message"], (await response.BodyAsync()).Members());
        using var staff = api.Staff();
        using var gone = await staff.GetAsync("/api/v1/users/" + person.Id);
        await ProblemAssert.IsAsync(gone, 404);
        using var login = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/login", new { email = person.Email, password = ApiServer.Password });
        await ProblemAssert.IsAsync(login, 401);
    }

    [Fact]
    public async Task Delete_OnesOwnLongAfterTheSignIn_NeedsAnother()
    {
        var person = await api.RegisterAsync();
        var claims = TokenForge.Claims(person.Id);
        claims["auth_time"] = (long)claims["auth_time"] - 1000;
        using var stale = api.As(api.Forge.Sign(TokenForge.Header(), claims));

        using var refused = await stale.DeleteAsync("/api/v1/users/" + person.Id);

        await ProblemAssert.IsAsync(refused, 403, "reauthentication_required");
        using var still = await person.Client.GetAsync("/api/v1/users/" + person.Id);
        await still.BodyAsync();
    }

    [Theory]
    [InlineData(Role.Officer)]
    [InlineData(Role.Admin)]
    public async Task StaffsAccounts_ByAProgram_AreNeitherClosedNorRenamed(Role role)
    {
        var person = await api.RegisterAsync();
        var account = api.App.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>(person.Id);
        Assert.True((await account.SetRoleAsync(new SetRole(role, "tests"))).IsSuccess);
        using var service = api.AsService();

        using var closed = await service.DeleteAsync("/api/v1/users/" + person.Id);
        using var renamed = await service.PutAsJsonAsync("/api/v1/users/" + person.Id, new { full_name = "Lain" });

        await ProblemAssert.IsAsync(closed, 403, "forbidden");
        await ProblemAssert.IsAsync(renamed, 403, "forbidden");
        Assert.Equal(role, (await account.GetAsync()).Value?.Role);
    }

    [Fact]
    public async Task Delete_ByAnAdminLongAfterTheSignIn_NeedsAnother()
    {
        var person = await api.RegisterAsync();
        var claims = TokenForge.Claims("0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e", "admin");
        claims["auth_time"] = TimeProvider.System.GetUtcNow().AddMinutes(-16).ToUnixTimeSeconds();
        using var admin = api.As(api.Forge.Sign(TokenForge.Header(), claims));

        using var closed = await admin.DeleteAsync("/api/v1/users/" + person.Id);

        await ProblemAssert.IsAsync(closed, 403, "reauthentication_required");
    }

    [Fact]
    public async Task Delete_ByAnOfficer_IsRefusedAndChangesNothing()
    {
        var person = await api.RegisterAsync();
        using var officer = api.Staff("officer");

        using var deleted = await officer.DeleteAsync("/api/v1/users/" + person.Id);
        using var renamed = await officer.SendJsonAsync(HttpMethod.Put, "/api/v1/users/" + person.Id, new { full_name = "Nama Lain" });

        await ProblemAssert.IsAsync(deleted, 403);
        await ProblemAssert.IsAsync(renamed, 403);
        using var still = await officer.GetAsync("/api/v1/users/" + person.Id);
        Assert.NotEqual("Nama Lain", (await still.BodyAsync()).Text("full_name"));
    }

    [Fact]
    public async Task Delete_WalletWithMoney_Is409AndChangesNothing()
    {
        var person = await api.RegisterWithAsync(5_000);

        using var response = await person.Client.DeleteAsync("/api/v1/users/" + person.Id);

        await ProblemAssert.IsAsync(response, 409, "wallet_not_empty");
        Assert.Equal(5_000, await person.BalanceAsync());
    }

    [Fact]
    public async Task Internal_ByService_AnswersTheContractsShape()
    {
        var person = await api.RegisterAsync();
        using var service = api.AsService();

        Assert.Equal(["id", "full_name", "email"], (await service.GetJsonAsync("/api/v1/internal/users/" + person.Id)).Members());
    }

    [Fact]
    public async Task Internal_ByAdmin_Is403()
    {
        var person = await api.RegisterAsync();
        using var staff = api.Staff();

        using var response = await staff.GetAsync("/api/v1/internal/users/" + person.Id);

        await ProblemAssert.IsAsync(response, 403);
    }
}
