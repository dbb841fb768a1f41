using System.Net;

namespace Nusaloka.Api.Tests.Profiles;

[Collection(ApiCollection.Name)]
public sealed class ProfileTests(ApiServer api)
{
    private const string Path = "/api/v1/account/profile";

    [Fact]
    public async Task Get_AnswersOnesOwnAccountWithETag()
    {
        var person = await api.RegisterAsync();

        using var response = await person.Client.GetAsync(Path);

        var body = await response.BodyAsync();
        Assert.Equal((person.Id, person.Email, "user"), (body.Text("id"), body.Text("email"), body.Text("role")));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", body.Text("created_at"));
        Assert.False(response.Headers.ETag?.IsWeak);
    }

    [Fact]
    public async Task Get_IfNoneMatchTheSameVersion_Is304()
    {
        var person = await api.RegisterAsync();
        using var first = await person.Client.GetAsync(Path);
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var response = await person.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Equal(first.Headers.ETag, response.Headers.ETag);
    }

    [Fact]
    public async Task Put_ChangesTheNameAndTheETag()
    {
        var person = await api.RegisterAsync();
        using var before = await person.Client.GetAsync(Path);

        using var response = await person.Client.SendJsonAsync(HttpMethod.Put, Path, new { full_name = "Nama Baru" }, ("If-Match", before.Headers.ETag!.ToString()));

        Assert.Equal("Nama Baru", (await response.BodyAsync()).Text("full_name"));
        Assert.NotEqual(before.Headers.ETag, response.Headers.ETag);
        Assert.Equal("Nama Baru", (await person.Client.GetJsonAsync(Path)).Text("full_name"));
    }

    [Theory]
    [InlineData("\"999\"")]
    [InlineData("\"bukan-versi\"")]
    [InlineData("W/\"1\"")]
    public async Task Put_OtherVersion_Is412AndChangesNothing(string ifMatch)
    {
        var person = await api.RegisterAsync();

        using var response = await person.Client.SendJsonAsync(HttpMethod.Put, Path, new { full_name = "Nama Baru" }, ("If-Match", ifMatch));

        await ProblemAssert.IsAsync(response, 412, "version_mismatch");
        Assert.NotEqual("Nama Baru", (await person.Client.GetJsonAsync(Path)).Text("full_name"));
    }

    [Theory]
    [InlineData("tanpa-kutip")]
    [InlineData("\"1\", \"2\"")]
    public async Task Put_UnreadableIfMatch_Is400(string ifMatch)
    {
        var person = await api.RegisterAsync();

        using var response = await person.Client.SendJsonAsync(HttpMethod.Put, Path, new { full_name = "Nama Baru" }, ("If-Match", ifMatch));

        await ProblemAssert.IsAsync(response, 400);
    }

    [Fact]
    public async Task Put_TwoWithTheSameETagAtOnce_ExactlyOneWins()
    {
        var person = await api.RegisterAsync();
        using var before = await person.Client.GetAsync(Path);
        var tag = before.Headers.ETag!.ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
            person.Client.SendJsonAsync(HttpMethod.Put, Path, new { full_name = $"Nama {number}" }, ("If-Match", tag))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
    }

    [Theory]
    [InlineData("role", "admin")]
    [InlineData("email", "lain@contoh.id")]
    [InlineData("balance", "1000000")]
    [InlineData("created_at", "2020-01-01T00:00:00Z")]
    [InlineData("verification", "verified")]
    [InlineData("is_verified", "true")]
    public async Task Put_MemberThatIsNotOnesOwnToSet_Is400(string member, string value)
    {
        var person = await api.RegisterAsync();

        using var response = await person.Client.SendJsonAsync(HttpMethod.Put, Path, new Dictionary<string, string> { ["full_name"] = "A", [member] = value });

        var problem = await ProblemAssert.IsAsync(response, 400, "validation_failed");
        Assert.Equal([("/" + member, "unknown_member")], ProblemAssert.Errors(problem));
    }

    [Fact]
    public async Task Get_ByAProgram_Is403()
    {
        using var service = api.AsService();

        using var response = await service.GetAsync(Path);

        await ProblemAssert.IsAsync(response, 403);
    }

    [Fact]
    public async Task Put_TheWholeProfile_IsReadBackByBothPaths()
    {
        var person = await api.RegisterAsync();
        var sent = new
        {
            full_name = "Siti",
            photo = "https://cdn.nusaloka.id/foto/siti.jpg",
            bio = "Suka gunung.\nDan kopi.",
            preferences = new { language = "en", time_zone = "asia/makassar", currency = "USD" },
        };

        using var response = await person.Client.SendJsonAsync(HttpMethod.Put, "/api/v1/users/profile", sent);

        var body = await response.BodyAsync();
        Assert.Equal((sent.full_name, sent.photo, sent.bio), (body.Text("full_name"), body.Text("photo"), body.Text("bio")));
        Assert.Equal("Asia/Makassar", body["preferences"]!.Text("time_zone"));
        Assert.Equal("unverified", body.Text("verification"));
        Assert.Equal(body.ToJsonString(), (await person.Client.GetJsonAsync(Path)).ToJsonString());
    }

    [Fact]
    public async Task Person_SeenByAnother_HasNothingPrivate()
    {
        var (person, other) = (await api.RegisterAsync(), await api.RegisterAsync());
        using var changed = await person.Client.SendJsonAsync(HttpMethod.Put, Path, new { full_name = "Siti", bio = "Suka gunung." });

        var seen = await other.Client.GetJsonAsync("/api/v1/people/" + person.Id);

        Assert.Equal(["id", "full_name", "photo", "bio", "is_verified", "member_since"], seen.Members());
        Assert.Equal((person.Id, "Siti", "Suka gunung."), (seen.Text("id"), seen.Text("full_name"), seen.Text("bio")));
        Assert.Matches(@"^\d{4}-\d\d$", seen.Text("member_since"));
    }

    [Theory]
    [InlineData("0199a0c2-5b7e-7c3a-9d51-000000000000")]
    [InlineData("bukan-id")]
    public async Task Person_Nobody_Is404(string id)
    {
        var person = await api.RegisterAsync();

        using var response = await person.Client.GetAsync("/api/v1/people/" + id);

        await ProblemAssert.IsAsync(response, 404, "account_not_found");
    }

    [Fact]
    public async Task Person_Anonymous_Is401()
    {
        using var response = await api.Anonymous.GetAsync("/api/v1/people/0199a0c2-5b7e-7c3a-9d51-000000000000");

        await ProblemAssert.IsAsync(response, 401);
    }
}
