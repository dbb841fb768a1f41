using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Nusaloka.Api.Tests.Codes;

/// <summary>What people sign in with: proven, changed, added.</summary>
[Collection(ApiCollection.Name)]
public sealed class IdentifierTests(ApiServer api)
{
    private const string Identifiers = "/api/v1/account/identifiers";

    private static int _numbers;

    [Fact]
    public async Task Verify_OnesOwnAddress_IsProven()
    {
        var person = await api.RegisterAsync();
        Assert.False((await person.Client.GetJsonAsync(Identifiers))["data"]![0]!["verified"]!.GetValue<bool>());

        using var requested = await person.Client.PostAsync(Identifiers + "/email/verify/request", null);
        var flow = (await requested.BodyAsync(202)).Text("flow_id");
        var code = await api.CodeAsync(person.Email);
        using var wrong = await person.Client.PostAsJsonAsync(Identifiers + "/email/verify", new { flow_id = flow, code = code == "123456" ? "654321" : "123456" });
        using var proven = await person.Client.PostAsJsonAsync(Identifiers + "/email/verify", new { flow_id = flow, code });

        await ProblemAssert.IsAsync(wrong, 422, "wrong_code");
        Assert.True((await proven.BodyAsync())["data"]![0]!["verified"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Verify_WithSomebodyElsesCode_IsRefused()
    {
        var (person, other) = (await api.RegisterAsync(), await api.RegisterAsync());
        using var requested = await person.Client.PostAsync(Identifiers + "/email/verify/request", null);
        var flow = (await requested.BodyAsync(202)).Text("flow_id");

        using var stolen = await other.Client.PostAsJsonAsync(Identifiers + "/email/verify", new { flow_id = flow, code = await api.CodeAsync(person.Email) });
        using var signIn = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/otp/verify", new { email = person.Email, flow_id = flow, code = await api.CodeAsync(person.Email) });

        await ProblemAssert.IsAsync(stolen, 422, "wrong_code");
        await ProblemAssert.IsAsync(signIn, 401, "code_invalid");
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("fax")]
    public async Task Verify_WhatTheAccountHasNot_Is404(string kind)
    {
        var person = await api.RegisterAsync();

        using var requested = await person.Client.PostAsync($"{Identifiers}/{kind}/verify/request", null);

        await ProblemAssert.IsAsync(requested, 404, "identifier_missing");
    }

    [Fact]
    public async Task Change_ToAFirstPhone_AddsItAndTellsTheAddress()
    {
        var (person, phone) = (await api.RegisterAsync(), NewPhone());

        using var changed = await ChangeAsync(person, new { phone });

        var data = (await changed.BodyAsync())["data"]!.AsArray();
        Assert.Equal([("email", person.Email, false), ("phone", phone, true)], data.Select(static one => (one!.Text("kind"), one!.Text("value"), one!["verified"]!.GetValue<bool>())));
        var notice = (await api.MessagesAsync(person.Email))[0];
        Assert.Equal("Nomor telepon akun Nusaloka Anda diganti", notice.Text("subject"));
        Assert.DoesNotContain(phone, notice.Text("text"), StringComparison.Ordinal);
        using var login = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/login", new { phone, password = ApiServer.Password });
        Assert.Equal(person.Id, (await login.BodyAsync())["user"]!.Text("id"));
    }

    [Fact]
    public async Task Change_ToAnotherAddress_TellsTheOldOneAndEndsOtherSessions()
    {
        var person = await api.RegisterAsync();
        var (here, elsewhere) = (await LoginAsync(person.Email), await LoginAsync(person.Email));
        using var client = api.As(here.Text("access_token"));
        var email = "baru." + person.Email;

        using var changed = await ChangeAsync(person with { Client = client }, new { email });

        Assert.Equal(email, (await changed.BodyAsync())["data"]![0]!.Text("value"));
        Assert.Contains(await api.MessagesAsync(person.Email), static one => one.Text("subject") == "Alamat e-mail akun Nusaloka Anda diganti");
        await LoginAsync(email);
        using var old = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/login", new { email = person.Email, password = ApiServer.Password });
        using var kept = await RefreshAsync(here);
        using var ended = await RefreshAsync(elsewhere);
        await ProblemAssert.IsAsync(old, 401, "invalid_credentials");
        await kept.BodyAsync();
        await ProblemAssert.IsAsync(ended, 401, "refresh_token_invalid");
        using var again = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/register", new { full_name = "Lain", email = person.Email, password = ApiServer.Password });
        // It was never proven, so whoever has it is not kept from it.
        await again.BodyAsync(201);
    }

    [Fact]
    public async Task Change_ToSomebodyElsesAddress_IsToldOnlyToWhoReadsIt()
    {
        var (person, other) = (await api.RegisterAsync(), await api.RegisterAsync());

        using var taken = await ChangeAsync(person, new { email = other.Email });

        await ProblemAssert.IsAsync(taken, 409, "email_taken");
        Assert.Equal(person.Email, (await person.Client.GetJsonAsync(Identifiers))["data"]![0]!.Text("value"));
        await LoginAsync(other.Email);
    }

    [Fact]
    public async Task Change_LongAfterTheSignIn_NeedsThePassword()
    {
        var person = await api.RegisterAsync();
        using var client = api.As(LongAfterTheSignIn(person.Id));
        var phone = NewPhone();

        using var without = await client.PostAsJsonAsync(Identifiers + "/change/request", new { phone });
        using var wrong = await client.PostAsJsonAsync(Identifiers + "/change/request", new { phone, password = "bukan sandinya" });
        using var right = await client.PostAsJsonAsync(Identifiers + "/change/request", new { phone, password = ApiServer.Password });

        await ProblemAssert.IsAsync(without, 403, "reauthentication_required");
        await ProblemAssert.IsAsync(wrong, 403, "reauthentication_required");
        await right.BodyAsync(202);
    }

    [Fact]
    public async Task Change_WithACodeForAnotherAddress_IsRefused()
    {
        var person = await api.RegisterAsync();
        var (mine, victim) = ("punya." + person.Email, "korban." + person.Email);
        using var requested = await person.Client.PostAsJsonAsync(Identifiers + "/change/request", new { email = mine });
        var flow = (await requested.BodyAsync(202)).Text("flow_id");

        using var refused = await person.Client.PostAsJsonAsync(Identifiers + "/change", new { email = victim, flow_id = flow, code = await api.CodeAsync(mine) });

        await ProblemAssert.IsAsync(refused, 422, "wrong_code");
    }

    private static string NewPhone() => $"+62813{Interlocked.Increment(ref _numbers):D8}";

    private string LongAfterTheSignIn(string id)
    {
        var claims = TokenForge.Claims(id);
        claims["auth_time"] = TimeProvider.System.GetUtcNow().AddMinutes(-16).ToUnixTimeSeconds();
        return api.Forge.Sign(TokenForge.Header(), claims);
    }

    /// <summary>Asks for the code, reads it, shows it.</summary>
    private async Task<HttpResponseMessage> ChangeAsync(Person person, object identifier)
    {
        var shown = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(identifier))!.AsObject();
        using var requested = await person.Client.PostAsJsonAsync(Identifiers + "/change/request", shown);
        shown["flow_id"] = (await requested.BodyAsync(202)).Text("flow_id");
        shown["code"] = await api.CodeAsync((shown["email"] ?? shown["phone"])!.GetValue<string>());
        return await person.Client.PostAsJsonAsync(Identifiers + "/change", shown);
    }

    private async Task<JsonNode> LoginAsync(string email)
    {
        using var login = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/login", new { email, password = ApiServer.Password });
        return await login.BodyAsync();
    }

    private Task<HttpResponseMessage> RefreshAsync(JsonNode login) =>
        api.Anonymous.PostAsJsonAsync("/api/v1/auth/refresh", new { refresh_token = login.Text("refresh_token") });
}
