using System.Net;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Accounts.Passkeys;

/// <summary>Listing, naming and deleting one's own passkeys.</summary>
[Collection(ApiCollection.Name)]
public sealed class PasskeyManagementTests(ApiServer server)
{
    private const string Passkeys = PasskeyClient.Routes + "/passkeys";

    [Fact]
    public async Task List_HasOnesOwnOldestFirst()
    {
        var (person, other) = (await server.RegisterAsync(), await server.RegisterAsync());
        using var first = new SoftAuthenticator();
        using var second = new SoftAuthenticator();
        using var others = new SoftAuthenticator();
        var added = await person.AddPasskeyAsync(first, "  HP Siti ");
        await person.AddPasskeyAsync(second);
        await other.AddPasskeyAsync(others);

        var list = await person.Client.GetJsonAsync(Passkeys);

        Assert.Equal(["data", "next_cursor"], list.Members());
        Assert.Equal(["HP Siti", "Passkey 2"], list["data"]!.AsArray().Select(static one => one!.Text("name")));
        Assert.Equal(added.ToJsonString(), list["data"]![0]!.ToJsonString());
        Assert.Equal(["id", "name", "created_at", "last_used_at", "is_backed_up", "transports"], added.Members());
    }

    [Fact]
    public async Task Rename_OnesOwn_ChangesTheNameOnly()
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        var added = await person.AddPasskeyAsync(authenticator);

        using var response = await person.Client.SendJsonAsync(HttpMethod.Put, $"{Passkeys}/{added.Text("id")}", new { name = "Laptop kantor" });

        Assert.Equal("Laptop kantor", (await response.BodyAsync()).Text("name"));
        added["name"] = "Laptop kantor";
        Assert.Equal(added.ToJsonString(), (await person.Client.GetJsonAsync(Passkeys))["data"]![0]!.ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("terbalik \u202e kecoh")]
    [InlineData("nama yang panjangnya lebih dari lima puluh karakter, jadi")]
    public async Task Rename_ToWhatIsNoName_IsInvalid(string name)
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        var added = await person.AddPasskeyAsync(authenticator);

        using var response = await person.Client.SendJsonAsync(HttpMethod.Put, $"{Passkeys}/{added.Text("id")}", new { name });

        await ProblemAssert.IsAsync(response, 400, "validation_failed");
    }

    [Fact]
    public async Task RenameAndDelete_AnothersOrNobodys_AreTheSameNotFound()
    {
        var (person, other) = (await server.RegisterAsync(), await server.RegisterAsync());
        using var authenticator = new SoftAuthenticator();
        var added = await other.AddPasskeyAsync(authenticator);

        foreach (var id in new[] { added.Text("id"), "b3b5a1e4-6f1e-8c55-9a43-3e5d2d0c7f11", "x" })
        {
            using var renamed = await person.Client.SendJsonAsync(HttpMethod.Put, $"{Passkeys}/{id}", new { name = "Punyaku" });
            using var deleted = await person.Client.DeleteAsync(new Uri($"{Passkeys}/{id}", UriKind.Relative));
            await ProblemAssert.IsAsync(renamed, 404, "passkey_not_found");
            await ProblemAssert.IsAsync(deleted, 404, "passkey_not_found");
        }

        Assert.Equal(added.ToJsonString(), (await other.Client.GetJsonAsync(Passkeys))["data"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task Delete_OnesOwn_MakesItUselessAndItsCredentialFree()
    {
        var (person, other) = (await server.RegisterAsync(), await server.RegisterAsync());
        using var authenticator = new SoftAuthenticator();
        var added = await person.AddPasskeyAsync(authenticator);

        using var deleted = await person.Client.DeleteAsync(new Uri($"{Passkeys}/{added.Text("id")}", UriKind.Relative));

        await deleted.BodyAsync();
        using var login = await server.Anonymous.LogInAsync(authenticator, person.Id);
        await ProblemAssert.IsAsync(login, 401, "passkey_refused");
        Assert.Empty((await person.Client.GetJsonAsync(Passkeys))["data"]!.AsArray());
        await other.AddPasskeyAsync(authenticator);
    }

    [Fact]
    public async Task Delete_WithOtherSessions_EndsThem()
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        var added = await person.AddPasskeyAsync(authenticator);
        using var elsewhere = await server.Anonymous.LogInAsync(authenticator, person.Id);
        var tokens = await elsewhere.BodyAsync();
        using var other = server.As(tokens.Text("access_token"));
        await other.GetJsonAsync(Passkeys);

        using var deleted = await person.Client.DeleteAsync(new Uri($"{Passkeys}/{added.Text("id")}", UriKind.Relative));

        await deleted.BodyAsync();
        using var refreshed = await server.Anonymous.SendJsonAsync(
            HttpMethod.Post, "/api/v1/auth/refresh", new { refresh_token = tokens.Text("refresh_token") });
        using var used = await other.GetAsync(new Uri(Passkeys, UriKind.Relative));
        await ProblemAssert.IsAsync(refreshed, 401, "refresh_token_invalid");
        Assert.Equal(HttpStatusCode.Unauthorized, used.StatusCode);
        await person.Client.GetJsonAsync(Passkeys);
    }

    [Fact]
    public async Task SecurityEvents_AfterALife_NameWhatHappened()
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        var added = await person.AddPasskeyAsync(authenticator, change: static one => one with { Counter = 5 });
        using var copy = await server.Anonymous.LogInAsync(authenticator, person.Id, change: static one => one with { Counter = 4 });
        using var deleted = await person.Client.DeleteAsync(new Uri($"{Passkeys}/{added.Text("id")}", UriKind.Relative));
        await deleted.BodyAsync();

        var expected = new[] { "passkey.added", "passkey.counter_went_back", "passkey.removed" };
        await Eventually.TrueAsync("the events", async () =>
        {
            var events = (await person.Client.GetJsonAsync($"/api/v1/users/{person.Id}/security-events"))["data"]!.AsArray();
            return expected.All(type => events.Any(one => one!.Text("type") == type && one!.Text("detail").StartsWith(added.Text("id"), StringComparison.Ordinal)));
        });
    }

    [Fact]
    public async Task Add_TheEleventh_IsRefusedAtTheBeginningAndAtTheEnd()
    {
        var person = await server.RegisterAsync();
        using var late = new SoftAuthenticator();
        var (ceremony, options) = await person.BeginRegistrationAsync();
        for (var i = 0; i < 10; i++)
        {
            using var authenticator = new SoftAuthenticator();
            await person.AddPasskeyAsync(authenticator);
        }

        using var finished = await person.FinishRegistrationAsync(ceremony, late.Create(options));
        using var begun = await person.Client.PostAsync(new Uri(PasskeyClient.Routes + "/register/begin", UriKind.Relative), content: null);

        await ProblemAssert.IsAsync(finished, 409, "passkey_limit_reached");
        await ProblemAssert.IsAsync(begun, 409, "passkey_limit_reached");
    }

    [Fact]
    public async Task AddAndDelete_LongAfterTheSignIn_NeedAnother()
    {
        var person = await server.RegisterAsync();
        using var authenticator = new SoftAuthenticator();
        var added = await person.AddPasskeyAsync(authenticator);
        var claims = TokenForge.Claims(person.Id);
        claims["auth_time"] = (long)claims["auth_time"] - 1000;
        using var stale = server.As(server.Forge.Sign(TokenForge.Header(), claims));

        using var begun = await stale.PostAsync(new Uri(PasskeyClient.Routes + "/register/begin", UriKind.Relative), content: null);
        using var deleted = await stale.DeleteAsync(new Uri($"{Passkeys}/{added.Text("id")}", UriKind.Relative));

        await ProblemAssert.IsAsync(begun, 403, "reauthentication_required");
        await ProblemAssert.IsAsync(deleted, 403, "reauthentication_required");
        Assert.Single((await stale.GetJsonAsync(Passkeys))["data"]!.AsArray());
    }

    [Fact]
    public async Task Routes_WithoutAToken_AnswerUnauthenticated()
    {
        (HttpMethod Method, string Path)[] routes =
        [
            (HttpMethod.Post, PasskeyClient.Routes + "/register/begin"), (HttpMethod.Post, PasskeyClient.Routes + "/register/finish"),
            (HttpMethod.Get, Passkeys), (HttpMethod.Put, Passkeys + "/x"), (HttpMethod.Delete, Passkeys + "/x"),
        ];

        foreach (var (method, path) in routes)
        {
            using var response = await server.Anonymous.SendJsonAsync(method, path, new { });
            await ProblemAssert.IsAsync(response, 401, "unauthenticated");
        }
    }
}
