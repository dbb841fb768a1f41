using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Nusaloka.Accounts;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Nusaloka.Api.Tests.Auth;

/// <summary>Forged and broken tokens (OWASP WSTG-SESS-10, RFC 8725) against the running API.</summary>
[Collection(ApiCollection.Name)]
public sealed class TokenAttackTests(ApiServer api)
{
    private const string Closed = "/test/forgotten";

    public static TheoryData<string> Headers => new()
    {
        """{"alg":"none","typ":"at+jwt","kid":"test-key"}""",
        """{"alg":"None","typ":"at+jwt","kid":"test-key"}""",
        """{"alg":"nOnE","typ":"at+jwt","kid":"test-key"}""",
        """{"alg":"HS256","typ":"at+jwt","kid":"test-key"}""",
        """{"alg":"ES384","typ":"at+jwt","kid":"test-key"}""",
        """{"alg":"es256","typ":"at+jwt","kid":"test-key"}""",
        """{"alg":["ES256"],"typ":"at+jwt","kid":"test-key"}""",
        """{"typ":"at+jwt","kid":"test-key"}""",
        """{"alg":"ES256","kid":"test-key"}""",
        """{"alg":"ES256","typ":"JWT","kid":"test-key"}""",
        """{"alg":"ES256","typ":"rt+jwt","kid":"test-key"}""",
        """{"alg":"ES256","typ":"svc+jwt","kid":"test-key"}""",
        """{"alg":"ES256","typ":"at+jwt"}""",
        """{"alg":"ES256","typ":"at+jwt","kid":"unknown"}""",
        """{"alg":"ES256","typ":"at+jwt","kid":"../../../../dev/null"}""",
        """{"alg":"ES256","typ":"at+jwt","kid":"' OR 1=1 --"}""",
        """{"alg":"ES256","typ":"at+jwt","kid":7}""",
        """{"alg":"ES256","typ":"at+jwt","kid":"test-key","crit":["exp"]}""",
        """{"alg":"ES256","alg":"ES256","typ":"at+jwt","kid":"test-key"}""",
        """{"alg":"ES256","typ":"at+jwt","kid":"test-key",}""",
        """["ES256"]""",
    };

    public static TheoryData<string, object?> Claims => new()
    {
        { "exp", "9999999999" },
        { "exp", 9999999999.5 },
        { "exp", null },
        { "exp", -1L },
        { "exp", long.MaxValue },
        { "nbf", "0" },
        { "nbf", 32_000_000_000L },
        { "iat", "0" },
        { "iss", "https://evil.example" },
        { "iss", null },
        { "aud", "another-api" },
        { "aud", null },
        { "aud", new[] { "another-api" } },
        { "sub", "" },
        { "sub", 7L },
        { "sub", null },
        { "sid", "" },
        { "sid", 7L },
        { "sid", new string('s', 65) },
        { "sid", null },
        { "auth_time", "0" },
        { "role", "root" },
        { "role", "ADMIN" },
        { "role", "service" },
        { "role", new[] { "admin" } },
        { "role", null },
    };

    [Fact]
    public async Task GoodToken_IsAccepted() => Assert.Equal(HttpStatusCode.OK, await StatusAsync(api.Forge.Person()));

    [Fact]
    public async Task GoodTokenWithAudienceList_IsAccepted()
    {
        var claims = TokenForge.Claims();
        claims["aud"] = new[] { "another-api", TokenProfile.Audience };

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(api.Forge.Sign(TokenForge.Header(), claims)));
    }

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task SignedTokenWithBadHeader_Is401(string header) =>
        await RefusedAsync(api.Forge.Sign(header, JsonSerializer.Serialize(TokenForge.Claims())));

    [Theory]
    [MemberData(nameof(Claims))]
    public async Task SignedTokenWithBadClaim_Is401(string name, object? value)
    {
        var claims = TokenForge.Claims();
        if (value is null)
            claims.Remove(name);
        else
            claims[name] = value;

        await RefusedAsync(api.Forge.Sign(TokenForge.Header(), claims));
    }

    [Fact]
    public async Task DuplicateClaim_Is401()
    {
        var claims = JsonSerializer.Serialize(TokenForge.Claims());

        await RefusedAsync(api.Forge.Sign(JsonSerializer.Serialize(TokenForge.Header()), claims[..^1] + ",\"role\":\"admin\"}"));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("empty")]
    [InlineData("zeros")]
    [InlineData("r-zero")]
    [InlineData("s-zero")]
    [InlineData("short")]
    [InlineData("long")]
    [InlineData("der")]
    [InlineData("padded")]
    [InlineData("bit-flip")]
    [InlineData("other-token")]
    public async Task BadSignature_Is401(string how)
    {
        var good = api.Forge.Person("victim", "admin");
        var dot = good.LastIndexOf('.');
        var signed = good[..dot];
        var signature = Base64Url.DecodeFromChars(good.AsSpan(dot + 1));
        var forged = how switch
        {
            "none" => signed,
            "empty" => signed + ".",
            "zeros" => With(new byte[64]),
            "r-zero" => With([.. new byte[32], .. signature[32..]]),
            "s-zero" => With([.. signature[..32], .. new byte[32]]),
            "short" => With(signature[..63]),
            "long" => With([.. signature, 0]),
            "der" => With(api.Forge.Key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            "padded" => good + "==",
            "bit-flip" => With([(byte)(signature[0] ^ 1), .. signature[1..]]),
            _ => signed + "." + api.Forge.Person("attacker").Split('.')[2],
        };

        await RefusedAsync(forged);

        string With(byte[] bytes) => signed + "." + Base64Url.EncodeToString(bytes);
    }

    [Fact]
    public async Task HmacWithPublicKey_Is401()
    {
        var signed = TokenForge.Encode("""{"alg":"HS256","typ":"at+jwt","kid":"test-key"}""") + "." + TokenForge.Encode(JsonSerializer.Serialize(TokenForge.Claims()));
        var secret = Encoding.ASCII.GetBytes(api.Forge.Key.ExportSubjectPublicKeyInfoPem());

        await RefusedAsync(signed + "." + Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("password")]
    [InlineData("nusaloka")]
    [InlineData("your-256-bit-secret")]
    public async Task HmacWithASecretOfTheWordLists_Is401(string secret)
    {
        foreach (var header in new[] { """{"alg":"HS256","typ":"at+jwt","kid":"test-key"}""", """{"alg":"HS256","typ":"JWT"}""" })
        {
            var signed = TokenForge.Encode(header) + "." + TokenForge.Encode(JsonSerializer.Serialize(TokenForge.Claims(role: "admin")));
            var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed));

            await RefusedAsync(signed + "." + Base64Url.EncodeToString(signature));
        }
    }

    [Fact]
    public async Task KeyInsideTheToken_IsNotTrusted()
    {
        using var attacker = new TokenForge();
        var key = attacker.PublicKey;
        var jwk = new { kty = "EC", crv = "P-256", x = key.X, y = key.Y, kid = "attacker" };
        var header = new Dictionary<string, object>
        {
            ["alg"] = "ES256", ["typ"] = "at+jwt", ["kid"] = "attacker", ["jwk"] = jwk,
            ["jku"] = "https://evil.example/jwks.json", ["x5u"] = "https://evil.example/cert.pem",
        };

        await RefusedAsync(attacker.Sign(header, TokenForge.Claims()));
    }

    [Fact]
    public async Task KeyOfAnotherIssuerWithOurKeyId_Is401()
    {
        using var attacker = new TokenForge();

        await RefusedAsync(attacker.Person(role: "admin"));
    }

    [Fact]
    public async Task ExpiredToken_Is401AndSaysSo()
    {
        var token = api.Forge.Sign(TokenForge.Header(), TokenForge.Claims(now: TimeProvider.System.GetUtcNow().AddMinutes(-16)));
        using var client = api.As(token);

        using var response = await client.GetAsync(Closed);

        await ProblemAssert.IsAsync(response, 401, "token_expired");
        Assert.Contains("invalid_token", response.Headers.WwwAuthenticate.Single().Parameter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TokenExpiredTenSecondsAgo_IsNotWithinClockSkew()
    {
        var token = api.Forge.Sign(TokenForge.Header(), TokenForge.Claims(now: TimeProvider.System.GetUtcNow().AddSeconds(-910)));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token));
    }

    [Fact]
    public async Task TokenNotGoodYet_Is401()
    {
        var claims = TokenForge.Claims();
        claims["nbf"] = TimeProvider.System.GetUtcNow().AddMinutes(1).ToUnixTimeSeconds();

        await RefusedAsync(api.Forge.Sign(TokenForge.Header(), claims));
    }

    [Fact]
    public async Task TokenOverEightKilobytes_Is401()
    {
        var claims = TokenForge.Claims();
        claims["padding"] = new string('p', 8_000);

        await RefusedAsync(api.Forge.Sign(TokenForge.Header(), claims));
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a.b")]
    [InlineData("Bearer a.b.c.d")]
    [InlineData("Bearer !.!.!")]
    [InlineData("Basic c2l0aTpyYWhheXU=")]
    [InlineData("token")]
    public async Task NotAToken_Is401(string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Closed);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var response = await api.Anonymous.SendAsync(request);

        await ProblemAssert.IsAsync(response, 401, "token_invalid");
    }

    [Fact]
    public async Task PersonTokenAsServiceToken_Is401()
    {
        using var client = api.AsService(api.Forge.Person(role: "admin"));

        using var response = await client.GetAsync(Closed);

        await ProblemAssert.IsAsync(response, 401, "token_invalid");
    }

    [Fact]
    public async Task ServiceTokenAsPersonToken_Is401() => await RefusedAsync(api.Forge.Service());

    [Fact]
    public async Task ServiceTokenWithPersonsRole_Is401()
    {
        using var client = api.AsService(api.Forge.Sign(TokenForge.Header(TokenProfile.ServiceType), TokenForge.Claims(role: "admin")));

        using var response = await client.GetAsync(Closed);

        await ProblemAssert.IsAsync(response, 401, "token_invalid");
    }

    [Fact]
    public async Task BothTokensAtOnce_Is401()
    {
        using var client = api.As(api.Forge.Person());
        client.DefaultRequestHeaders.Add("X-Service-Token", api.Forge.Service());

        using var response = await client.GetAsync(Closed);

        await ProblemAssert.IsAsync(response, 401, "token_invalid");
    }

    [Fact]
    public async Task TokenInQuery_IsNotRead()
    {
        using var response = await api.Anonymous.GetAsync($"{Closed}?access_token={api.Forge.Person()}");

        await ProblemAssert.IsAsync(response, 401, "unauthenticated");
    }

    [Fact]
    public async Task BadTokenOnOpenRoute_DoesNotMatter()
    {
        using var client = api.As("a.b.c");

        using var response = await client.GetAsync("/health");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task RouteWithoutPolicy_NeedsAToken()
    {
        using var response = await api.Anonymous.GetAsync(Closed);

        await ProblemAssert.IsAsync(response, 401, "unauthenticated");
    }

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var client = api.As(token);
        using var response = await client.GetAsync(Closed);
        return response.StatusCode;
    }

    private async Task RefusedAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Closed);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);

        using var response = await api.Anonymous.SendAsync(request);

        await ProblemAssert.IsAsync(response, 401, "token_invalid");
    }
}
