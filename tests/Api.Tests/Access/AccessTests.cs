using System.Text.Json.Nodes;

namespace Nusaloka.Api.Tests.Access;

/// <summary>Walks every route of the OpenAPI document with eight identities, and holds what they get against access.txt.</summary>
[Collection(ApiCollection.Name)]
public sealed class AccessTests(ApiServer api)
{
    private const string AcceptVariable = "NUSALOKA_ACCEPT_ACCESS";

    private static string File
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (System.IO.File.Exists(Path.Combine(folder.FullName, "Nusaloka.sln")))
                    return Path.Combine(folder.FullName, "tests", "Api.Tests", "Access", "access.txt");
            }

            throw new InvalidOperationException($"No Nusaloka.sln in {AppContext.BaseDirectory} or above: run the tests from a checkout.");
        }
    }

    [Fact]
    public async Task EveryRoute_ForEveryIdentity_IsAsTheTableSays()
    {
        var isAccepting = Environment.GetEnvironmentVariable(AcceptVariable) == "1";
        var expected = isAccepting && !System.IO.File.Exists(File) ? new AccessTable() : AccessTable.Parse(await System.IO.File.ReadAllLinesAsync(File));
        var actual = new AccessTable();
        using var world = await AccessWorld.CreateAsync(api);
        foreach (var (method, path, hasBody) in await RoutesAsync())
        {
            // What deletes, deletes in a world of its own.
            using var own = method == "DELETE" ? await AccessWorld.CreateAsync(api) : null;
            actual.Set(AccessTable.Key(method, path), await StatusesAsync(own ?? world, method, path, hasBody));
        }

        if (isAccepting)
        {
            await System.IO.File.WriteAllTextAsync(File, actual.Write());
            return;
        }

        var findings = actual.Routes.Select(route => Compare(route, expected.Find(route), actual.Find(route) ?? []))
            .Concat(expected.Routes.Where(route => actual.Find(route) is null).Select(route => $"{route}: there is no such route; remove its line"))
            .OfType<string>().ToArray();
        Assert.True(findings.Length == 0, $"access.txt ({AcceptVariable}=1 writes it anew):\n" + string.Join('\n', findings));
    }

    [Fact]
    public async Task Table_OpenRoutes_AreTheseAndNoOthers()
    {
        var table = AccessTable.Parse(await System.IO.File.ReadAllLinesAsync(File));

        var open = table.Routes.Where(route => table.Find(route)![0] is not (401 or 403));

        Assert.All(open, static route => Assert.True(
            route.StartsWith("/api/v1/auth/", StringComparison.Ordinal) || route.StartsWith("/api/v1/webauthn/login/", StringComparison.Ordinal)
            || route.StartsWith("/api/v1/webhooks/", StringComparison.Ordinal)
            // Who looks for a trip need not say who they are.
            || route.StartsWith("/api/v1/search", StringComparison.Ordinal) || route.StartsWith("/api/v1/places", StringComparison.Ordinal) || route == "/api/v1/trips GET"
            || route.Split(' ')[0] is "/health" or "/ready" or "/metrics" or "/version" or "/status" or "/.well-known/jwks.json"
            // Only in Development, as here.
            or "/development/inbox",
            $"{route} is open to everybody. If it should be, say so here."));
    }

    [Fact]
    public async Task Table_ExpiredTokens_OpenNothingThatIsClosedToStrangers()
    {
        var table = AccessTable.Parse(await System.IO.File.ReadAllLinesAsync(File));

        Assert.All(table.Routes, route => Assert.Equal(table.Find(route)![0], table.Find(route)![6]));
    }

    private static async Task<int[]> StatusesAsync(AccessWorld world, string method, string path, bool hasBody)
    {
        var statuses = new int[AccessTable.Identities.Length];
        // The owner last: what strangers must not change is still there for them.
        foreach (var identity in AccessTable.Identities.OrderBy(static identity => identity == "owner"))
            statuses[AccessTable.Identities.IndexOf(identity)] = await world.StatusAsync(identity, method, path, hasBody);
        return statuses;
    }

    private static string? Compare(string route, int[]? expected, int[] actual)
    {
        if (expected is null)
            return $"{route}: has no line; it answers {string.Join(' ', actual)}";
        var differences = AccessTable.Identities.Where((_, i) => expected[i] != actual[i]).ToArray();
        return differences.Length == 0 ? null : $"{route}: {string.Join(", ", differences.Select(Describe))}";

        string Describe(string identity)
        {
            var i = AccessTable.Identities.IndexOf(identity);
            return $"{identity} got {actual[i]} instead of {expected[i]}";
        }
    }

    private async Task<IReadOnlyList<(string Method, string Path, bool HasBody)>> RoutesAsync()
    {
        var document = await api.Anonymous.GetJsonAsync("/openapi/v1.json");
        return
        [
            .. from path in document["paths"]!.AsObject()
               from operation in path.Value!.AsObject()
               let method = operation.Key.ToUpperInvariant()
               // Whatever ends an account is the last thing that happens in a world.
               orderby method == "DELETE", path.Key, method
               select (method, path.Key, operation.Value is JsonObject { } one && one.ContainsKey("requestBody")),
        ];
    }
}
