using System.Net;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Profiles;

[Collection(ApiCollection.Name)]
public sealed class VerificationTests(ApiServer api)
{
    private const string Own = "/api/v1/account/verification";

    private readonly string _nik = Nik.Next();

    [Fact]
    public async Task Verification_AskedForAndDecided_IsSeenByOwnerAndOthers()
    {
        var person = await api.RegisterAsync();
        using var officer = api.Staff("officer");

        using var asked = await person.Client.SendJsonAsync(HttpMethod.Post, Own, new { legal_name = "SITI", document = "ktp", document_number = _nik });
        var seen = await officer.GetJsonAsync($"/api/v1/users/{person.Id}/verification");
        var queue = await officer.GetJsonAsync("/api/v1/verifications?limit=100");
        using var decided = await officer.SendJsonAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/verification/decide", new { decision = "verified" });

        Assert.Equal(("pending", "************0002"), ((await asked.BodyAsync()).Text("status"), seen.Text("document_number")));
        Assert.Contains(queue["data"]!.AsArray(), one => one!.Text("user_id") == person.Id);
        Assert.Equal("verified", (await decided.BodyAsync()).Text("status"));
        Assert.Equal("verified", (await person.Client.GetJsonAsync("/api/v1/account/profile")).Text("verification"));
        using var again = await person.Client.SendJsonAsync(HttpMethod.Post, Own, new { legal_name = "SITI", document = "ktp", document_number = _nik });
        await ProblemAssert.IsAsync(again, 409, "verification_decided");
    }

    [Fact]
    public async Task Verified_WhoTakesAnotherName_IsNotShownAsKnown()
    {
        var person = await api.RegisterAsync();
        using var officer = api.Staff("officer");
        await NameAsync("Siti");
        using var asked = await person.Client.SendJsonAsync(HttpMethod.Post, Own, new { legal_name = "SITI RAHAYU", document = "ktp", document_number = _nik });
        using var decided = await officer.SendJsonAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/verification/decide", new { decision = "verified" });
        Assert.Equal(HttpStatusCode.OK, decided.StatusCode);

        Assert.True(await IsShownAsync());
        await NameAsync("Bank BCA");
        Assert.False(await IsShownAsync());
        Assert.Equal("verified", (await person.Client.GetJsonAsync("/api/v1/account/profile")).Text("verification"));
        await NameAsync("S. Rahayu");
        Assert.True(await IsShownAsync());

        async Task NameAsync(string name)
        {
            using var renamed = await person.Client.SendJsonAsync(HttpMethod.Put, "/api/v1/account/profile", new { full_name = name });
            Assert.True(renamed.IsSuccessStatusCode, await renamed.Content.ReadAsStringAsync());
        }

        async Task<bool> IsShownAsync() => (await person.Client.GetJsonAsync("/api/v1/people/" + person.Id))["is_verified"]!.GetValue<bool>();
    }

    [Fact]
    public async Task Decide_WithADocumentThatVerifiesAnotherAccount_IsRefusedUntilThatOneIsRejected()
    {
        var (first, second) = (await api.RegisterAsync(), await api.RegisterAsync());
        using var officer = api.Staff("officer");
        foreach (var person in (Person[])[first, second])
        {
            using var asked = await person.Client.SendJsonAsync(HttpMethod.Post, Own, new { legal_name = "SITI", document = "ktp", document_number = _nik });
            await asked.BodyAsync();
        }

        using var verified = await DecideAsync(first, "verified");
        using var refused = await DecideAsync(second, "verified");
        using var rejected = await DecideAsync(first, "rejected");
        using var then = await DecideAsync(second, "verified");

        Assert.Equal("verified", (await verified.BodyAsync()).Text("status"));
        await ProblemAssert.IsAsync(refused, 409, "identity_in_use");
        Assert.Equal("rejected", (await rejected.BodyAsync()).Text("status"));
        Assert.Equal("verified", (await then.BodyAsync()).Text("status"));

        Task<HttpResponseMessage> DecideAsync(Person person, string decision) =>
            officer.SendJsonAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/verification/decide", new { decision, reason = "diperiksa" });
    }

    [Theory]
    [InlineData("user")]
    [InlineData("seller")]
    public async Task Decide_ByWhoIsNoOfficer_Is403(string role)
    {
        var (person, other) = (await api.RegisterAsync(), await api.RegisterAsync(role));

        using var decided = await other.Client.SendJsonAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/verification/decide", new { decision = "verified" });
        using var read = await other.Client.GetAsync($"/api/v1/users/{person.Id}/verification");

        await ProblemAssert.IsAsync(decided, 403);
        await ProblemAssert.IsAsync(read, 403);
    }

    [Fact]
    public async Task Decide_AboutOneself_Is403()
    {
        var officer = await api.RegisterAsync("officer");
        using var asked = await officer.Client.SendJsonAsync(HttpMethod.Post, Own, new { legal_name = "SITI", document = "ktp", document_number = _nik });

        using var decided = await officer.Client.SendJsonAsync(HttpMethod.Post, $"/api/v1/users/{officer.Id}/verification/decide", new { decision = "verified" });

        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        await ProblemAssert.IsAsync(decided, 403, "own_verification");
    }

    [Fact]
    public async Task Decide_WhereNothingWaits_Is409AndARejectionNeedsAReason()
    {
        var person = await api.RegisterAsync();
        using var officer = api.Staff("officer");

        using var early = await officer.SendJsonAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/verification/decide", new { decision = "verified" });
        using var asked = await person.Client.SendJsonAsync(HttpMethod.Post, Own, new { legal_name = "SITI", document = "passport", document_number = "X1234567" });
        using var silent = await officer.SendJsonAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/verification/decide", new { decision = "rejected" });

        await ProblemAssert.IsAsync(early, 409, "verification_not_pending");
        Assert.Equal([("/reason", "invalid_length")], ProblemAssert.Errors(await ProblemAssert.IsAsync(silent, 400)));
    }
}
