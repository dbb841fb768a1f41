using System.Net.Http.Json;

namespace Nusaloka.Api.Tests.Codes;

/// <summary>Forgotten passwords.</summary>
[Collection(ApiCollection.Name)]
public sealed class ResetPasswordTests(ApiServer api)
{
    private const string NewPassword = "perahu pagi di Derawan";

    [Fact]
    public async Task Reset_WithTheCode_ChangesThePasswordEndsSessionsAndTellsThePerson()
    {
        var person = await api.RegisterAsync();
        using var before = await LoginAsync(person.Email, ApiServer.Password);
        var session = await before.BodyAsync();
        var flow = await ForgotAsync(new { email = person.Email });
        var shown = new { email = person.Email, flow_id = flow, code = await api.CodeAsync(person.Email), new_password = NewPassword };

        using var reset = await ResetAsync(shown);
        using var again = await ResetAsync(shown);

        Assert.Equal(["message"], (await reset.BodyAsync()).Members());
        await ProblemAssert.IsAsync(again, 401, "code_invalid");
        using var old = await LoginAsync(person.Email, ApiServer.Password);
        using var login = await LoginAsync(person.Email, NewPassword);
        await ProblemAssert.IsAsync(old, 401, "invalid_credentials");
        await login.BodyAsync();
        using var refresh = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/refresh", new { refresh_token = session.Text("refresh_token") });
        await ProblemAssert.IsAsync(refresh, 401, "refresh_token_invalid");
        using var client = api.As(session.Text("access_token"));
        using var call = await client.GetAsync("/api/v1/account/profile");
        Assert.Equal(401, (int)call.StatusCode);
        // The code, that the first proof ended what was there before, and that the password is another.
        Assert.Contains(await api.MessagesAsync(person.Email, count: 3), static one => one.Text("subject") == "Kata sandi Nusaloka Anda diganti");
    }

    [Fact]
    public async Task Reset_WithABadPassword_LeavesTheCode()
    {
        var person = await api.RegisterAsync();
        var flow = await ForgotAsync(new { email = person.Email });
        var code = await api.CodeAsync(person.Email);

        using var bad = await ResetAsync(new { email = person.Email, flow_id = flow, code, new_password = "pendek" });
        using var good = await ResetAsync(new { email = person.Email, flow_id = flow, code, new_password = NewPassword });

        Assert.Equal([("/new_password", "invalid_length")], ProblemAssert.Errors(await ProblemAssert.IsAsync(bad, 400, "validation_failed")));
        await good.BodyAsync();
    }

    [Fact]
    public async Task Reset_WithACodeToSignIn_IsRefused()
    {
        var person = await api.RegisterAsync();
        using var requested = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/otp/request", new { email = person.Email });
        var flow = (await requested.BodyAsync(202)).Text("flow_id");

        using var reset = await ResetAsync(new { email = person.Email, flow_id = flow, code = await api.CodeAsync(person.Email), new_password = NewPassword });

        await ProblemAssert.IsAsync(reset, 401, "code_invalid");
    }

    [Fact]
    public async Task ForgotAndReset_KnownAndUnknown_GetTheSameAnswers()
    {
        var known = await api.RegisterAsync();
        var unknown = "x" + known.Email[1..];

        var answers = new List<string>();
        foreach (var email in (string[])[known.Email, unknown])
        {
            using var requested = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/forgot-password", new { email });
            var body = await requested.BodyAsync(202);
            using var reset = await ResetAsync(new { email, flow_id = body.Text("flow_id"), code = "00000000", new_password = NewPassword });
            var problem = await ProblemAssert.IsAsync(reset, 401, "code_invalid");
            problem["trace_id"] = "";
            body["flow_id"] = new string('f', body.Text("flow_id").Length);
            answers.Add(body.ToJsonString() + requested.Content.Headers.ContentLength + problem.ToJsonString());
        }

        Assert.Equal(answers[0], answers[1]);
        await api.MessagesAsync(known.Email);
        Assert.Empty((await api.Anonymous.GetJsonAsync("/development/inbox?to=" + unknown))["data"]!.AsArray());
    }

    private async Task<string> ForgotAsync(object body)
    {
        using var response = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/forgot-password", body);
        return (await response.BodyAsync(202)).Text("flow_id");
    }

    private Task<HttpResponseMessage> ResetAsync(object body) => api.Anonymous.PostAsJsonAsync("/api/v1/auth/reset-password", body);

    private Task<HttpResponseMessage> LoginAsync(string email, string password) =>
        api.Anonymous.PostAsJsonAsync("/api/v1/auth/login", new { email, password });
}
