using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;

namespace Nusaloka.Api.Tests.RateLimits;

public sealed class RateLimitTests(LimitedServer server) : IClassFixture<LimitedServer>
{
    private const string Docs = "/openapi/v1.json";
    private const string Profile = "/api/v1/account/profile";

    [Fact]
    public async Task OverTheLimit_Is429WithWhenToComeBack()
    {
        using var client = server.From(server.NewAddress());
        for (var left = 3; left >= 0; left--)
        {
            using var response = await client.GetAsync(Docs);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("\"anonymous\";q=4;w=3600", Header(response, "RateLimit-Policy"));
            Assert.Matches($"""^"anonymous";r={left};t=\d+$""", Header(response, "RateLimit"));
        }

        using var refused = await client.GetAsync(Docs);

        await ProblemAssert.IsAsync(refused, 429, "too_many_requests");
        var seconds = int.Parse(Header(refused, "Retry-After"), CultureInfo.InvariantCulture);
        Assert.InRange(seconds, 1, 900);
        Assert.Equal($"\"anonymous\";r=0;t={seconds}", Header(refused, "RateLimit"));
        Assert.Equal("\"anonymous\";q=4;w=3600", Header(refused, "RateLimit-Policy"));
    }

    [Fact]
    public async Task Reading_IsCountedByAccountWhereverItComesFrom_AndApartFromWriting()
    {
        using var one = Person("0199a0c2-5b7e-7c3a-9d51-000000000001");
        using var other = Person("0199a0c2-5b7e-7c3a-9d51-000000000001");
        using var neighbour = Person("0199a0c2-5b7e-7c3a-9d51-000000000002");

        var statuses = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            using var response = await (i % 2 == 0 ? one : other).GetAsync(Profile);
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([404, 404, 404, 404, 404, 429], statuses);
        using var anotherPerson = await neighbour.GetAsync(Profile);
        Assert.Equal(HttpStatusCode.NotFound, anotherPerson.StatusCode);
        using var write = await one.PostAsJsonAsync("/api/v1/wallet/topup", new { amount = 0 });
        Assert.Equal("\"write\";q=2;w=3600", Header(write, "RateLimit-Policy"));
        Assert.NotEqual(HttpStatusCode.TooManyRequests, write.StatusCode);
    }

    /// <summary>Whether a ticket is good is asked of a grain: the count after that would bound the answers and not the work.</summary>
    [Fact]
    public async Task Tickets_AreCountedBeforeTheyAreLookedFor()
    {
        using var client = server.From(server.NewAddress());
        for (var i = 0; i < 2; i++)
        {
            using var unknown = await client.GetAsync("/ws/chat?ticket=" + new string((char)('A' + i), 43));
            Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        }

        using var refused = await client.GetAsync("/ws/chat?ticket=" + new string('C', 43));

        await ProblemAssert.IsAsync(refused, 429, "too_many_requests");
        Assert.Equal("\"tickets\";q=2;w=3600", Header(refused, "RateLimit-Policy"));
    }

    [Fact]
    public async Task Refreshing_IsCountedApartFromSigningIn()
    {
        using var client = server.From(server.NewAddress());
        var logins = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            using var login = await client.PostAsJsonAsync("/api/v1/auth/login", new { email = $"tidak.ada.{i}@contoh.id", password = "kereta malam" });
            logins.Add(login.StatusCode);
        }

        using var refresh = await client.PostAsJsonAsync("/api/v1/auth/refresh", new { refresh_token = "nrt_tidak_ada" });

        Assert.Equal(HttpStatusCode.TooManyRequests, logins[^1]);
        await ProblemAssert.IsAsync(refresh, 401, "refresh_token_invalid");
        Assert.StartsWith("\"refresh\";q=600", Header(refresh, "RateLimit-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BadTokens_AreCountedByAddress()
    {
        using var client = server.From(server.NewAddress());
        var statuses = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Profile);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", $"no.such.token{i}");
            using var response = await client.SendAsync(request);
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([401, 401, 401, 401, 429, 429], statuses);
    }

    [Fact]
    public async Task SignIn_HasALimitOfItsOwn()
    {
        using var client = server.From(server.NewAddress());
        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            using var response = await client.PostAsJsonAsync("/api/v1/auth/login", new { email = $"orang{i}@contoh.id", password = "bukan sandinya" });
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([401, 401, 401, 429], statuses);
        using var docs = await client.GetAsync(Docs);
        Assert.Equal(HttpStatusCode.OK, docs.StatusCode);
    }

    [Fact]
    public async Task SignIn_WithTokensOfManyAccounts_IsCountedByAddressAllTheSame()
    {
        using var client = server.From(server.NewAddress());
        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login")
            {
                Content = JsonContent.Create(new { email = $"orang{i}@contoh.id", password = "bukan sandinya" }),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Forge.Person($"0199a0c2-5b7e-7c3a-9d51-00000000010{i}"));
            using var response = await client.SendAsync(request);
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([401, 401, 401, 429], statuses);
    }

    [Fact]
    public async Task ForgotPassword_AskedForByStrangers_IsStillThereForThePerson()
    {
        using var stranger = server.From(server.NewAddress());
        using var owner = server.From(server.NewAddress());
        var statuses = new List<int>();
        foreach (var client in (HttpClient[])[stranger, stranger, owner])
        {
            using var response = await client.PostAsJsonAsync("/api/v1/auth/forgot-password", new { email = "lupa.sandi@contoh.id" });
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([202, 429, 202], statuses);
    }

    [Fact]
    public async Task ChangeOfAddress_WithAPassword_CountsAsAPasswordAndWithoutDoesNot()
    {
        var claims = TokenForge.Claims("0199a0c2-5b7e-7c3a-9d51-0000000000a7");
        claims["auth_time"] = TimeProvider.System.GetUtcNow().AddMinutes(-16).ToUnixTimeSeconds();
        using var client = server.From(server.NewAddress());
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Forge.Sign(TokenForge.Header(), claims));
        var statuses = new List<int>();
        foreach (var password in (string?[])["tebakan 1", null, "tebakan 2", "tebakan 3", null])
        {
            using var response = await client.PostAsJsonAsync("/api/v1/account/identifiers/change/request", new { phone = "081234567890", password });
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([403, 403, 403, 429, 403], statuses);
    }

    [Fact]
    public async Task Register_SameIdentifierFromManyAddresses_IsLimited()
    {
        var statuses = new List<int>();
        foreach (var phone in new[] { "0811 1111 1111", "+62811-1111-1111", "6281111111111" })
        {
            using var client = server.From(server.NewAddress());
            using var response = await client.PostAsJsonAsync("/api/v1/auth/register", new { full_name = "Siti", phone, password = ApiServer.Password });
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([201, 409, 429], statuses);
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Real-IP")]
    [InlineData("Forwarded")]
    [InlineData("True-Client-IP")]
    public async Task ForwardedHeader_FromAStranger_DoesNotMakeItSomebodyElse(string header)
    {
        using var client = server.From(server.NewAddress());
        var statuses = new List<int>();
        for (var i = 0; i < 5; i++)
            statuses.Add(await GetAsync(client, header, header == "Forwarded" ? $"for=198.51.100.{i}" : $"198.51.100.{i}"));

        Assert.Equal([200, 200, 200, 200, 429], statuses);
    }

    [Fact]
    public async Task ForwardedFor_FromATrustedProxy_TellsCallersApartAndNotByWhatTheyWriteThemselves()
    {
        using var client = server.From(LimitedServer.Proxy);
        var (one, other) = (new List<int>(), new List<int>());
        for (var i = 0; i < 5; i++)
        {
            // A proxy appends whom it saw; what stands before that, the caller has written.
            one.Add(await GetAsync(client, "X-Forwarded-For", $"198.51.100.{i}, 203.0.113.1"));
            other.Add(await GetAsync(client, "X-Forwarded-For", $"203.0.113.2, 192.0.2.{i + 1}"));
        }

        Assert.Equal([200, 200, 200, 200, 429], one);
        Assert.Equal([200, 200, 200, 200, 429], other);
    }

    [Fact]
    public async Task ForwardedProto_IsBelievedOfTheTrustedProxyOnly()
    {
        using var proxy = server.From(LimitedServer.Proxy);
        using var stranger = server.From(server.NewAddress());

        using var secure = await SendAsync(proxy, "/health", ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"));
        using var plain = await SendAsync(stranger, "/health", ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"));

        Assert.Contains("max-age=", Header(secure, "Strict-Transport-Security"), StringComparison.Ordinal);
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/version")]
    [InlineData("/.well-known/jwks.json")]
    public async Task Operations_HaveNoLimit(string path)
    {
        using var client = server.From(server.NewAddress());
        for (var i = 0; i < 10; i++)
        {
            using var response = await client.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.False(response.Headers.Contains("RateLimit"));
        }
    }

    [Fact]
    public async Task Webhooks_HaveNoLimit()
    {
        using var client = server.From(server.NewAddress());
        for (var i = 0; i < 10; i++)
        {
            using var response = await client.PostAsJsonAsync("/api/v1/webhooks/nobody", new { });
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task Connections_OverTheLimitOfOneAddress_AreEnded()
    {
        var (crowd, neighbour) = (server.NewAddress(), server.NewAddress());
        var open = new List<Socket>();
        try
        {
            for (var i = 0; i < LimitedServer.Connections; i++)
            {
                open.Add(await server.ConnectAsync(crowd));
                Assert.StartsWith("HTTP/1.1 200", await AskAsync(open[^1]), StringComparison.Ordinal);
            }

            Assert.Equal("", await AskOnceMoreAsync(crowd));
            using var other = await server.ConnectAsync(neighbour);
            Assert.StartsWith("HTTP/1.1 200", await AskAsync(other), StringComparison.Ordinal);
        }
        finally
        {
            open.ForEach(static socket => socket.Dispose());
        }
    }

    /// <summary>Whoever is too much may be turned away before the connection is there.</summary>
    private async Task<string> AskOnceMoreAsync(string address)
    {
        try
        {
            using var socket = await server.ConnectAsync(address);
            return await AskAsync(socket);
        }
        catch (SocketException)
        {
            return "";
        }
    }

    private static async Task<string> AskAsync(Socket socket)
    {
        var answer = new byte[4096];
        try
        {
            await socket.SendAsync("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
            return Encoding.Latin1.GetString(answer, 0, await socket.ReceiveAsync(answer));
        }
        catch (SocketException)
        {
            return "";
        }
    }

    private static async Task<int> GetAsync(HttpClient client, string header, string value)
    {
        using var response = await SendAsync(client, Docs, (header, value));
        return (int)response.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();

    private HttpClient Person(string id)
    {
        var client = server.From(server.NewAddress());
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Forge.Person(id));
        return client;
    }
}
