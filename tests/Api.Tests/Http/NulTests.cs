using System.Text;
using Nusaloka.Api.Tests.Access;

namespace Nusaloka.Api.Tests.Http;

/// <summary>No text in PostgreSQL can hold NUL. Whatever an address has of it, or of what is no text at all, is the caller's mistake, on every route.</summary>
[Collection(ApiCollection.Name)]
public sealed class NulTests(ApiServer api)
{
    [Theory]
    [InlineData("a%00b", "")]
    [InlineData("%00", "")]
    [InlineData("a%2500b", "")]
    [InlineData("a", "?limit=%00")]
    [InlineData("a", "?%00=1")]
    public async Task EveryRoute_WithNulInItsAddress_Answers400(string segment, string query)
    {
        // A route without a place for it has it at its end.
        var answers = await AskAllAsync(path => (path.Contains('{', StringComparison.Ordinal) ? Fill(path, segment) : path + (query.Length > 0 ? "" : segment)) + query);

        Assert.NotEmpty(answers);
        Assert.DoesNotContain(answers, static answer => answer.Status != 400);
    }

    [Theory]
    [InlineData("%ff%fe")]
    [InlineData("%c0%80")]
    [InlineData("%ed%a0%80")]
    [InlineData("%01")]
    [InlineData("%e2%80%ae")]
    public async Task EveryRoute_WithASegmentThatIsNoText_IsNoErrorOfOurs(string segment)
    {
        var answers = await AskAllAsync(path => path.Contains('{', StringComparison.Ordinal) ? Fill(path, segment) : null);

        Assert.NotEmpty(answers);
        Assert.DoesNotContain(answers, static answer => answer.Status >= 500);
    }

    private async Task<List<(string Route, int Status)>> AskAllAsync(Func<string, string?> address)
    {
        using var admin = (await api.RegisterAsync("admin")).Client;
        var answers = new List<(string Route, int Status)>();
        foreach (var (method, path) in ProgramRoutes.Of(api.App).Distinct())
        {
            if (address(path) is not { } target)
                continue;
            using var request = new HttpRequestMessage(new HttpMethod(method), target);
            if (method is "POST" or "PUT")
                request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
            using var response = await admin.SendAsync(request);
            answers.Add(($"{method} {target}", (int)response.StatusCode));
        }

        return answers;
    }

    private static string Fill(string path, string segment)
    {
        var parts = path.Split('/').Select(part => part.StartsWith('{') ? segment : part);
        return string.Join('/', parts);
    }
}
