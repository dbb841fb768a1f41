using System.Net.Http.Json;

namespace Nusaloka.Api.Tests.Accounts;

[Collection(ApiCollection.Name)]
public sealed class SignInTests(ApiServer api)
{
    [Fact]
    public async Task Register_ByEmail_Is201WithTheContractsShape()
    {
        using var response = await RegisterAsync(new { full_name = "Siti", email = "siti.daftar@contoh.id", password = ApiServer.Password });

        var body = await response.BodyAsync(201);
        Assert.Equal(["id", "full_name", "email", "balance"], body.Members());
        Assert.Equal(("Siti", "siti.daftar@contoh.id", 0), (body.Text("full_name"), body.Text("email"), body.Number("balance")));
        Assert.Equal("/api/v1/users/" + body.Text("id"), response.Headers.Location?.OriginalString);
        Assert.Equal('7', Guid.Parse(body.Text("id")).ToString()[14]);
    }

    [Fact]
    public async Task Register_PhoneInAnySpelling_IsOneAccount()
    {
        using var first = await RegisterAsync(new { full_name = "Budi", phone = "0812-3456-0001", password = ApiServer.Password });
        using var second = await RegisterAsync(new { full_name = "Budi", phone = "+6281234560001", password = ApiServer.Password });
        using var login = await LoginAsync(new { phone = "6281234560001", password = ApiServer.Password });

        Assert.Equal("+6281234560001", (await first.BodyAsync(201)).Text("phone"));
        await ProblemAssert.IsAsync(second, 409, "phone_taken");
        await login.BodyAsync();
    }

    [Fact]
    public async Task Login_GivesTheDeviceATokenAndAnotherAtItsNextSignIn()
    {
        var person = await api.RegisterAsync();
        using var first = await LoginAsync(new { email = person.Email, password = ApiServer.Password });
        var token = Assert.Single(first.Headers.GetValues("X-Device-Token"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login")
        {
            Content = JsonContent.Create(new { email = person.Email, password = ApiServer.Password }), Headers = { { "X-Device-Token", token } },
        };

        using var second = await api.Anonymous.SendAsync(request);
        using var wrong = await LoginAsync(new { email = person.Email, password = "bukan sandinya" });

        await second.BodyAsync();
        Assert.NotEqual(token, Assert.Single(second.Headers.GetValues("X-Device-Token")));
        Assert.False(wrong.Headers.Contains("X-Device-Token"));
    }

    [Fact]
    public async Task Register_TakenEmail_Is409AndMakesNoAccount()
    {
        var person = await api.RegisterAsync();

        using var response = await RegisterAsync(new { full_name = "Lain", email = person.Email.ToUpperInvariant(), password = ApiServer.Password });

        await ProblemAssert.IsAsync(response, 409, "email_taken");
        using var login = await LoginAsync(new { email = person.Email, password = ApiServer.Password });
        Assert.Equal(person.Id, (await login.BodyAsync())["user"]!.Text("id"));
    }

    public static TheoryData<string, string> BadRegistrations => new()
    {
        { """{"full_name":"A","email":"a@contoh.id"}""", "/password" },
        { """{"full_name":"A","email":"a@contoh.id","password":"pendek"}""", "/password" },
        { """{"full_name":"A","email":"a@contoh.id","password":"sunshine"}""", "/password" },
        { """{"full_name":"A","email":"a@contoh.id","password":"Nusaloka2026!"}""", "/password" },
        { """{"full_name":"","email":"a@contoh.id","password":"kereta malam ke Malang"}""", "/full_name" },
        { """{"full_name":"A","email":"bukan e-mail","password":"kereta malam ke Malang"}""", "/email" },
        { """{"full_name":"A","password":"kereta malam ke Malang"}""", "/email" },
        { """{"full_name":"A","phone":"123","password":"kereta malam ke Malang"}""", "/phone" },
        { """{"full_name":"A","email":"a@contoh.id","password":"kereta malam ke Malang","role":"admin"}""", "/role" },
        { """{"full_name":"A","email":"a@contoh.id","password":"kereta malam ke Malang","balance":1000000}""", "/balance" },
    };

    [Theory]
    [MemberData(nameof(BadRegistrations))]
    public async Task Register_BadField_IsProblem400ThatPointsAtIt(string json, string pointer)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");

        using var response = await api.Anonymous.PostAsync("/api/v1/auth/register", content);

        var problem = await ProblemAssert.IsAsync(response, 400, "validation_failed");
        Assert.Contains(pointer, ProblemAssert.Errors(problem).Select(error => error.Pointer));
    }

    [Fact]
    public async Task Login_Good_AnswersATokenThatWorks()
    {
        var person = await api.RegisterAsync();

        using var response = await LoginAsync(new { email = person.Email, password = ApiServer.Password });

        var body = await response.BodyAsync();
        Assert.Equal(["id", "full_name", "email"], body["user"]!.Members());
        Assert.Equal("Bearer", body.Text("token_type"));
        Assert.InRange(body.Number("expires_in"), 60, 3600);
        using var client = api.As(body.Text("access_token"));
        Assert.Equal(person.Id, (await client.GetJsonAsync("/api/v1/account/profile")).Text("id"));
    }

    [Fact]
    public async Task Login_WrongPasswordAndUnknownPerson_LookTheSame()
    {
        var person = await api.RegisterAsync();

        using var wrong = await LoginAsync(new { email = person.Email, password = "bukan sandinya" });
        using var unknown = await LoginAsync(new { email = "tidak.ada@contoh.id", password = "bukan sandinya" });

        Assert.Equal(Headers(wrong), Headers(unknown));
        var one = await ProblemAssert.IsAsync(wrong, 401, "invalid_credentials");
        var other = await ProblemAssert.IsAsync(unknown, 401, "invalid_credentials");
        one["trace_id"] = other["trace_id"] = null;
        Assert.Equal(one.ToJsonString(), other.ToJsonString());
    }

    [Fact]
    public async Task ServiceToken_GoodSecret_AnswersATokenForPrograms()
    {
        using var response = await ServiceTokenAsync(ApiServer.ServiceClient, ApiServer.ServiceSecret);

        var body = await response.BodyAsync();
        Assert.Equal(["access_token", "token_type", "expires_in"], body.Members());
        var person = await api.RegisterAsync();
        using var service = api.AsService(body.Text("access_token"));
        Assert.Equal(person.Id, (await service.GetJsonAsync("/api/v1/internal/users/" + person.Id)).Text("id"));
    }

    [Theory]
    [InlineData(ApiServer.ServiceClient, "wrong")]
    [InlineData("nobody", ApiServer.ServiceSecret)]
    public async Task ServiceToken_BadSecret_Is401(string client, string secret)
    {
        using var response = await ServiceTokenAsync(client, secret);

        await ProblemAssert.IsAsync(response, 401, "invalid_credentials");
    }

    /// <summary>All headers, without the time and what is left of the limit that both count towards.</summary>
    private static IEnumerable<string> Headers(HttpResponseMessage response) => response.Headers.Concat(response.Content.Headers)
        .Where(static header => header.Key is not ("Date" or "RateLimit"))
        .Select(static header => $"{header.Key}: {string.Join(',', header.Value)}");

    private Task<HttpResponseMessage> RegisterAsync(object body) => api.Anonymous.PostAsJsonAsync("/api/v1/auth/register", body);

    private Task<HttpResponseMessage> LoginAsync(object body) => api.Anonymous.PostAsJsonAsync("/api/v1/auth/login", body);

    private Task<HttpResponseMessage> ServiceTokenAsync(string clientId, string clientSecret) =>
        api.Anonymous.PostAsJsonAsync("/api/v1/auth/service-token", new { client_id = clientId, client_secret = clientSecret });
}
