using System.Net.Http.Json;

namespace Nusaloka.Api.Tests.Accounts.Sessions;

/// <summary>Whoever ends a session finds its tokens refused with the very next request.</summary>
[Collection(ApiCollection.Name)]
public sealed class SessionTests(ApiServer api)
{
    private const string Admin = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";

    [Fact]
    public async Task Me_IsTheProfile()
    {
        var siti = await SignedIn.NewAsync(api);

        var me = await siti.Client.GetJsonAsync("/api/v1/auth/me");

        Assert.Equal((await siti.Client.GetJsonAsync("/api/v1/account/profile")).ToJsonString(), me.ToJsonString());
        Assert.Equal(siti.Id, me.Text("id"));
    }

    [Fact]
    public async Task Logout_RefusesBothTokensAtOnceAndTellsTheBrowserToForget()
    {
        var siti = await SignedIn.NewAsync(api);
        var other = await siti.AgainAsync(api);

        using var response = await siti.Client.PostAsync("/api/v1/auth/logout", null);

        await response.BodyAsync();
        Assert.Contains("\"storage\"", response.Headers.GetValues("Clear-Site-Data").Single(), StringComparison.Ordinal);
        await siti.RefusedAsync();
        using var refresh = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/refresh", new { refresh_token = siti.RefreshToken });
        await ProblemAssert.IsAsync(refresh, 401, "refresh_token_invalid");
        Assert.Equal(siti.Id, await other.MeAsync());
    }

    [Fact]
    public async Task LogoutAll_RefusesEverySession()
    {
        var siti = await SignedIn.NewAsync(api);
        var other = await siti.AgainAsync(api);

        using var response = await siti.Client.PostAsync("/api/v1/auth/logout-all", null);

        await response.BodyAsync();
        await siti.RefusedAsync();
        await other.RefusedAsync();
    }

    [Fact]
    public async Task Sessions_AreListedByDevice_AndOneCanBeEndedFromAnother()
    {
        var phone = await SignedIn.NewAsync(api);
        var laptop = await phone.AgainAsync(
            api, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36");

        var listed = (await phone.Client.GetJsonAsync("/api/v1/auth/sessions"))["data"]!.AsArray();

        Assert.Equal(["Chrome, Windows", "tests/1.0"], listed.Select(static one => one!.Text("device")).Order(StringComparer.Ordinal));
        var here = Assert.Single(listed, static one => one!["current"]!.GetValue<bool>())!;
        Assert.Equal("tests/1.0", here.Text("device"));
        var there = Assert.Single(listed, static one => !one!["current"]!.GetValue<bool>())!;
        using var ended = await phone.Client.DeleteAsync("/api/v1/auth/sessions/" + there.Text("id"));
        await ended.BodyAsync();
        await laptop.RefusedAsync();
        Assert.Equal(phone.Id, await phone.MeAsync());
        using var again = await phone.Client.DeleteAsync("/api/v1/auth/sessions/" + there.Text("id"));
        await ProblemAssert.IsAsync(again, 404, "session_not_found");
    }

    [Fact]
    public async Task End_AnotherPersonsSession_Is404AndDoesNothing()
    {
        var siti = await SignedIn.NewAsync(api);
        var budi = await SignedIn.NewAsync(api);
        var id = (await siti.Client.GetJsonAsync("/api/v1/auth/sessions"))["data"]![0]!.Text("id");

        using var response = await budi.Client.DeleteAsync("/api/v1/auth/sessions/" + id);

        await ProblemAssert.IsAsync(response, 404, "session_not_found");
        Assert.Equal(siti.Id, await siti.MeAsync());
    }

    [Fact]
    public async Task Password_Changed_EndsTheOtherSessionsAndKeepsThisOne()
    {
        var here = await SignedIn.NewAsync(api);
        var there = await here.AgainAsync(api);

        using var response = await here.Client.PutAsJsonAsync(
            "/api/v1/account/password", new { current_password = ApiServer.Password, new_password = "perahu pagi di Derawan" });

        await response.BodyAsync();
        await there.RefusedAsync();
        Assert.Equal(here.Id, await here.MeAsync());
        using var refreshed = await here.RefreshAsync();
        await refreshed.BodyAsync();
        using var old = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/login", new { email = here.Email, password = ApiServer.Password });
        await ProblemAssert.IsAsync(old, 401, "invalid_credentials");
        Assert.Equal(here.Id, await (await SignedIn.AgainAsync(api, here.Id, here.Email, "perahu pagi di Derawan")).MeAsync());
    }

    [Fact]
    public async Task Password_WrongCurrentOne_Is422()
    {
        var siti = await SignedIn.NewAsync(api);

        using var response = await siti.Client.PutAsJsonAsync(
            "/api/v1/account/password", new { current_password = "bukan sandinya", new_password = "perahu pagi di Derawan" });

        await ProblemAssert.IsAsync(response, 422, "wrong_password");
    }

    [Fact]
    public async Task Ban_RefusesTokensRefreshAndLogin_UntilItIsLifted()
    {
        var siti = await SignedIn.NewAsync(api);
        using var admin = api.Staff();

        using var banned = await admin.PostAsJsonAsync($"/api/v1/users/{siti.Id}/ban", new { reason = "penipuan" });

        var body = await banned.BodyAsync();
        Assert.Equal(("banned", "penipuan"), (body.Text("status"), body.Text("ban_reason")));
        await siti.RefusedAsync();
        using var refresh = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/refresh", new { refresh_token = siti.RefreshToken });
        await ProblemAssert.IsAsync(refresh, 401, "refresh_token_invalid");
        using var login = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/login", new { email = siti.Email, password = ApiServer.Password });
        await ProblemAssert.IsAsync(login, 403, "account_banned");
        using var guess = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/login", new { email = siti.Email, password = "bukan sandinya" });
        await ProblemAssert.IsAsync(guess, 401, "invalid_credentials");

        using var unbanned = await admin.PostAsync($"/api/v1/users/{siti.Id}/unban", null);
        Assert.Equal("active", (await unbanned.BodyAsync()).Text("status"));
        Assert.Equal(siti.Id, await (await siti.AgainAsync(api)).MeAsync());
    }

    [Fact]
    public async Task Role_Changed_RefusesTheOldTokenAndTheNewOneHasIt()
    {
        var siti = await SignedIn.NewAsync(api);
        using var admin = api.Staff();

        using var response = await admin.PutAsJsonAsync($"/api/v1/users/{siti.Id}/role", new { role = "officer" });

        Assert.Equal("officer", (await response.BodyAsync()).Text("role"));
        await siti.RefusedAsync();
        var officer = await siti.AgainAsync(api);
        Assert.Equal("officer", (await officer.Client.GetJsonAsync("/api/v1/auth/me")).Text("role"));
        using var users = await officer.Client.GetAsync("/api/v1/users");
        Assert.True(users.IsSuccessStatusCode);

        using var back = await admin.PutAsJsonAsync($"/api/v1/users/{siti.Id}/role", new { role = "user" });
        await back.BodyAsync();
        await officer.RefusedAsync();
    }

    [Theory]
    [InlineData("role")]
    [InlineData("ban")]
    [InlineData("unban")]
    public async Task Access_OnesOwn_Is409(string what)
    {
        using var admin = api.Staff();

        using var response = what == "role"
            ? await admin.PutAsJsonAsync($"/api/v1/users/{Admin}/role", new { role = "user" })
            : await admin.PostAsJsonAsync($"/api/v1/users/{Admin}/{what}", new { reason = "x" });

        await ProblemAssert.IsAsync(response, 409, "own_access");
    }

    [Fact]
    public async Task ClosedAccount_TokensAreRefusedAtOnce()
    {
        var siti = await SignedIn.NewAsync(api);

        using var response = await siti.Client.DeleteAsync("/api/v1/users/" + siti.Id);

        await response.BodyAsync();
        await siti.RefusedAsync();
    }

    [Fact]
    public async Task SecurityEvents_AreShownToTheOwner()
    {
        var siti = await SignedIn.NewAsync(api);
        using var admin = api.Staff();
        using var banned = await admin.PostAsJsonAsync($"/api/v1/users/{siti.Id}/ban", new { reason = "penipuan" });
        using var unbanned = await admin.PostAsync($"/api/v1/users/{siti.Id}/unban", null);
        var again = await siti.AgainAsync(api);

        await Nusaloka.Testing.Eventually.TrueAsync("all are there", async () =>
        {
            var page = await again.Client.GetJsonAsync($"/api/v1/users/{siti.Id}/security-events");
            var types = page["data"]!.AsArray().Select(static one => one!.Text("type")).Order(StringComparer.Ordinal);
            return types.SequenceEqual(["account.banned", "account.unbanned", "session.ended", "session.started", "session.started"]);
        });
    }
}
