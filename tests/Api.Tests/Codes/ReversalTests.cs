using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Codes;

/// <summary>Changes of address that somebody else made: who takes them back, and who may object.</summary>
[Collection(ApiCollection.Name)]
public sealed partial class ReversalTests(ApiServer api)
{
    private const string Identifiers = "/api/v1/account/identifiers";
    private const string Revert = "/api/v1/auth/revert-identifier";

    [Fact]
    public async Task Revert_WithTheOldPassword_GivesTheAddressBackAtOnce()
    {
        var (person, _, token) = await ChangeAsync();
        using var taken = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/register", new { full_name = "Lain", email = person.Email, password = ApiServer.Password });
        await ProblemAssert.IsAsync(taken, 409, "email_taken");

        using var wrong = await api.Anonymous.PostAsJsonAsync(Revert, new { token, password = "bukan sandinya" });
        using var reverted = await api.Anonymous.PostAsJsonAsync(Revert, new { token, password = ApiServer.Password });
        using var again = await api.Anonymous.PostAsJsonAsync(Revert, new { token = "no such code" });

        await ProblemAssert.IsAsync(wrong, 401, "revert_proof_refused");
        var body = await reverted.BodyAsync();
        Assert.Equal(["status", "asked_at", "due_at"], body.Members());
        Assert.Equal("done", body.Text("status"));
        await ProblemAssert.IsAsync(again, 401, "revert_invalid");
        Assert.Equal(person.Id, (await SignInByCodeAsync(person.Email))["user"]!.Text("id"));
    }

    [Fact]
    public async Task Revert_WithTheCodeAlone_WaitsForTheHolderWhoObjectsAndAnOfficerDecides()
    {
        var (person, _, token) = await ChangeAsync();

        using var asked = await api.Anonymous.PostAsJsonAsync(Revert, new { token });
        using var seen = await person.Client.GetAsync(Identifiers + "/reversal");
        using var contested = await person.Client.PostAsync(Identifiers + "/reversal/contest", null);
        using var officer = api.Staff("officer");
        var queue = await officer.GetJsonAsync("/api/v1/identifier-reversals?limit=100");
        using var decided = await officer.PostAsJsonAsync($"/api/v1/users/{person.Id}/identifier-reversal/decide", new { approve = true, reason = "KTP cocok" });

        Assert.Equal("waiting", (await asked.BodyAsync(202)).Text("status"));
        Assert.Equal("waiting", (await seen.BodyAsync()).Text("status"));
        Assert.Equal("contested", (await contested.BodyAsync()).Text("status"));
        Assert.Contains(queue["data"]!.AsArray(), one => one!.Text("user_id") == person.Id);
        Assert.Equal("done", (await decided.BodyAsync()).Text("status"));
        Assert.Equal(person.Id, (await SignInByCodeAsync(person.Email))["user"]!.Text("id"));
    }

    [Fact]
    public async Task Contest_LongAfterTheSignIn_NeedsAnother()
    {
        var person = await api.RegisterAsync();
        var claims = TokenForge.Claims(person.Id);
        claims["auth_time"] = TimeProvider.System.GetUtcNow().AddMinutes(-16).ToUnixTimeSeconds();
        using var client = api.As(api.Forge.Sign(TokenForge.Header(), claims));

        using var late = await client.PostAsync(Identifiers + "/reversal/contest", null);
        using var none = await person.Client.PostAsync(Identifiers + "/reversal/contest", null);

        await ProblemAssert.IsAsync(late, 403, "reauthentication_required");
        await ProblemAssert.IsAsync(none, 404, "reversal_not_found");
    }

    /// <summary>Somebody with a proven address, which is changed, and the code by which that is taken back.</summary>
    private async Task<(Person Person, string NewEmail, string Token)> ChangeAsync()
    {
        var person = await api.RegisterAsync();
        using var requested = await person.Client.PostAsync(Identifiers + "/email/verify/request", null);
        var flow = (await requested.BodyAsync(202)).Text("flow_id");
        using var proven = await person.Client.PostAsJsonAsync(Identifiers + "/email/verify", new { flow_id = flow, code = await api.CodeAsync(person.Email) });
        await proven.BodyAsync();
        var email = "maling." + person.Email;
        using var asked = await person.Client.PostAsJsonAsync(Identifiers + "/change/request", new { email });
        flow = (await asked.BodyAsync(202)).Text("flow_id");
        using var changed = await person.Client.PostAsJsonAsync(Identifiers + "/change", new { email, flow_id = flow, code = await api.CodeAsync(email) });
        await changed.BodyAsync();
        var notice = (await api.MessagesAsync(person.Email, count: 2))[0].Text("text");
        return (person, email, RevertToken().Match(notice).Value);
    }

    private async Task<JsonNode> SignInByCodeAsync(string email)
    {
        using var otp = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/otp/request", new { email });
        var flow = (await otp.BodyAsync(202)).Text("flow_id");
        // The first code was for the proof of the address; the notices have none.
        string[] codes = [];
        await Eventually.TrueAsync("a sign-in code", async () => (codes = [.. (await api.MessagesAsync(email))
            .Select(static one => SixDigits().Match(one.Text("text")).Value).Where(static one => one.Length > 0)]).Length >= 2);
        var code = codes[0];
        using var signedIn = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/otp/verify", new { email, flow_id = flow, code });
        return await signedIn.BodyAsync();
    }

    [GeneratedRegex("(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{48}(?![A-Za-z0-9_-])")]
    private static partial Regex RevertToken();

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();
}
