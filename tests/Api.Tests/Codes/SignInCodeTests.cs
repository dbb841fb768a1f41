using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Nusaloka.Api.Tests.Codes;

/// <summary>Signing in by a one-time code.</summary>
[Collection(ApiCollection.Name)]
public sealed class SignInCodeTests(ApiServer api)
{
    [Fact]
    public async Task Verify_TheCodeFromTheMail_SignsInAndProvesTheAddress()
    {
        var person = await api.RegisterAsync();

        var flow = await RequestAsync(new { email = person.Email.ToUpperInvariant() });
        using var response = await VerifyAsync(new { email = person.Email, flow_id = flow, code = await api.CodeAsync(person.Email) });

        var body = await response.BodyAsync();
        Assert.Equal(["access_token", "refresh_token", "token_type", "expires_in", "user"], body.Members());
        Assert.Equal(person.Id, body["user"]!.Text("id"));
        Assert.Contains("\"otp\"", Encoding.UTF8.GetString(TokenPart(body.Text("access_token"))), StringComparison.Ordinal);
        using var client = api.As(body.Text("access_token"));
        var identifiers = await client.GetJsonAsync("/api/v1/account/identifiers");
        Assert.Equal(
            $$"""{"data":[{"kind":"email","value":"{{person.Email}}","verified":true}]}""", identifiers.ToJsonString());
    }

    [Fact]
    public async Task Verify_TheCodeFromTheSms_InAnySpelling()
    {
        using var registered = await api.Anonymous.PostAsJsonAsync(
            "/api/v1/auth/register", new { full_name = "Budi", phone = "0812-9000-0001", password = ApiServer.Password });
        var id = (await registered.BodyAsync(201)).Text("id");

        var flow = await RequestAsync(new { phone = "6281290000001" });
        var code = await api.CodeAsync("+6281290000001");
        using var response = await VerifyAsync(new { phone = "081290000001", flow_id = flow, code = code[..3] + " " + code[3..] });

        Assert.Equal(id, (await response.BodyAsync())["user"]!.Text("id"));
    }

    [Fact]
    public async Task Verify_OfAnAddressThatSomebodyElseRegistered_LeavesThemNoWayIn()
    {
        var person = await api.RegisterAsync();
        using var login = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/login", new { email = person.Email, password = ApiServer.Password });
        var squatter = await login.BodyAsync();

        var flow = await RequestAsync(new { email = person.Email });
        using var owner = await VerifyAsync(new { email = person.Email, flow_id = flow, code = await api.CodeAsync(person.Email) });

        Assert.Equal(person.Id, (await owner.BodyAsync())["user"]!.Text("id"));
        using var again = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/login", new { email = person.Email, password = ApiServer.Password });
        using var refresh = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/refresh", new { refresh_token = squatter.Text("refresh_token") });
        using var client = api.As(squatter.Text("access_token"));
        using var call = await client.GetAsync("/api/v1/account/identifiers");
        await ProblemAssert.IsAsync(again, 401, "invalid_credentials");
        await ProblemAssert.IsAsync(refresh, 401, "refresh_token_invalid");
        await ProblemAssert.IsAsync(call, 401, "session_ended");
    }

    [Fact]
    public async Task Verify_Twice_IsGoodOnce()
    {
        var person = await api.RegisterAsync();
        var flow = await RequestAsync(new { email = person.Email });
        var shown = new { email = person.Email, flow_id = flow, code = await api.CodeAsync(person.Email) };
        using var first = await VerifyAsync(shown);
        await first.BodyAsync();

        using var second = await VerifyAsync(shown);

        await ProblemAssert.IsAsync(second, 401, "code_invalid");
    }

    [Fact]
    public async Task Verify_AfterFiveWrongTries_TheRightCodeIsNoGood()
    {
        var person = await api.RegisterAsync();
        var flow = await RequestAsync(new { email = person.Email });
        var code = await api.CodeAsync(person.Email);

        for (var i = 0; i < 5; i++)
        {
            using var wrong = await VerifyAsync(new { email = person.Email, flow_id = flow, code = code == "123456" ? "654321" : "123456" });
            await ProblemAssert.IsAsync(wrong, 401, "code_invalid");
        }

        using var right = await VerifyAsync(new { email = person.Email, flow_id = flow, code });
        await ProblemAssert.IsAsync(right, 401, "code_invalid");
    }

    [Fact]
    public async Task Verify_WithTheFlowOfSomebodyElse_FailsAndTakesNoTry()
    {
        var (person, other) = (await api.RegisterAsync(), await api.RegisterAsync());
        var flow = await RequestAsync(new { email = person.Email });
        var foreign = await RequestAsync(new { email = other.Email });
        var code = await api.CodeAsync(person.Email);

        for (var i = 0; i < 6; i++)
        {
            using var refused = await VerifyAsync(new { email = person.Email, flow_id = foreign, code });
            await ProblemAssert.IsAsync(refused, 401, "code_invalid");
        }

        using var response = await VerifyAsync(new { email = person.Email, flow_id = flow, code });
        await response.BodyAsync();
    }

    [Fact]
    public async Task KnownAndUnknown_GetTheSameAnswers()
    {
        var known = await api.RegisterAsync();
        var unknown = "x" + known.Email[1..];

        var answers = new List<(string Request, string Wrong, string Again)>();
        foreach (var email in (string[])[known.Email, unknown])
        {
            using var requested = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/otp/request", new { email });
            var body = await requested.BodyAsync(202);
            using var wrong = await VerifyAsync(new { email, flow_id = body.Text("flow_id"), code = "000000" });
            using var again = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/otp/request", new { email });
            body["flow_id"] = new string('f', body.Text("flow_id").Length);
            answers.Add((Shape(requested, body), Shape(wrong, await ProblemAssert.IsAsync(wrong, 401, "code_invalid")), Shape(again, await ProblemAssert.IsAsync(again, 429, "code_sent_recently"))));
        }

        Assert.Equal(answers[0], answers[1]);
        Assert.Single(await api.MessagesAsync(known.Email));
        Assert.Empty((await api.Anonymous.GetJsonAsync("/development/inbox?to=" + unknown))["data"]!.AsArray());

        // Everything that is not the time, a random name or a count of the requests so far.
        static string Shape(HttpResponseMessage response, JsonNode body)
        {
            if (body["trace_id"] is not null)
                body["trace_id"] = "";
            if (body["code"]?.GetValue<string>() == "code_sent_recently")
                body["detail"] = "";
            var headers = response.Headers.Concat(response.Content.Headers).Where(static header => header.Key is not ("Date" or "traceresponse" or "Retry-After"));
            return $"{response.StatusCode} {body.ToJsonString()} {string.Join('\n', headers.Select(static header => header.Key + ": " + (header.Key is "X-Trace-Id" or "Content-Length" or "RateLimit" ? "" : string.Join(',', header.Value))))}";
        }
    }

    [Fact]
    public async Task Request_AgainWithinAMinute_Is429WithTheTimeLeft()
    {
        var email = "belum.terdaftar@contoh.id";
        await RequestAsync(new { email });

        using var again = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/otp/request", new { email });

        await ProblemAssert.IsAsync(again, 429, "code_sent_recently");
        Assert.InRange(again.Headers.RetryAfter?.Delta ?? default, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData("""{"email":"bukan e-mail"}""", "/email", "invalid_email")]
    [InlineData("""{"phone":"123"}""", "/phone", "invalid_phone")]
    [InlineData("""{}""", "/email", "required")]
    [InlineData("""{"email":"a@contoh.id","phone":"081234567890"}""", "/email", "required")]
    public async Task Request_ForNothingThatCouldBeSomebodys_Is400(string json, string pointer, string code)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");

        using var response = await api.Anonymous.PostAsync("/api/v1/auth/otp/request", content);

        Assert.Equal([(pointer, code)], ProblemAssert.Errors(await ProblemAssert.IsAsync(response, 400, "validation_failed")));
    }

    [Fact]
    public async Task Request_InEnglish_SendsEnglish()
    {
        var person = await api.RegisterAsync();

        using var requested = await api.Anonymous.SendJsonAsync(
            HttpMethod.Post, "/api/v1/auth/otp/request", new { email = person.Email }, ("Accept-Language", "en"));
        await requested.BodyAsync(202);

        var message = Assert.Single(await api.MessagesAsync(person.Email));
        Assert.Equal(("email", "Your Nusaloka sign-in code"), (message.Text("channel"), message.Text("subject")));
    }

    [Fact]
    public async Task Logs_OfAllThis_HoldNoCode()
    {
        var person = await api.RegisterAsync();
        var flow = await RequestAsync(new { email = person.Email });
        var code = await api.CodeAsync(person.Email);
        using var response = await VerifyAsync(new { email = person.Email, flow_id = flow, code });
        await response.BodyAsync();

        // Standing alone: times and ids hold many digits.
        var alone = new Regex($@"(?<![\w.]){code}(?![\w.])");
        Assert.DoesNotContain(api.Logs.Lines, line => line.Contains(flow, StringComparison.Ordinal) || alone.IsMatch(line));
    }

    private static byte[] TokenPart(string token) => System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]);

    private async Task<string> RequestAsync(object body)
    {
        using var response = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/otp/request", body);
        var requested = await response.BodyAsync(202);
        Assert.Equal((600, 60), (requested.Number("expires_in"), requested.Number("resend_in")));
        return requested.Text("flow_id");
    }

    private Task<HttpResponseMessage> VerifyAsync(object body) => api.Anonymous.PostAsJsonAsync("/api/v1/auth/otp/verify", body);
}
