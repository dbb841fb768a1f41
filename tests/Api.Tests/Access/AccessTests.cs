using System.Text.Json.Nodes;

namespace Nusaloka.Api.Tests.Access;

/// <summary>Walks every route, of the OpenAPI document or not, with eight identities, and holds what they get against access.txt.</summary>
[Collection(ApiCollection.Name)]
public sealed class AccessTests(ApiServer api)
{
    private const string AcceptVariable = "NUSALOKA_ACCEPT_ACCESS";

    /// <summary>The owner last: what strangers must not change is still there for them.</summary>
    private static readonly string[] Order = [.. AccessTable.Identities.OrderBy(static identity => identity == "owner")];

    /// <summary>Routes that name something in their path and answer the same whoever's it is.</summary>
    private static readonly string[] SameForEverybody =
    [
        // One's own, whoever one is.
        "/api/v1/account/identifiers/{kind}/verify POST", "/api/v1/account/identifiers/{kind}/verify/request POST",
        // What is not there any more has been removed.
        "/api/v1/account/saved-trips/{id} DELETE", "/api/v1/departures/{id}/waiting DELETE",
        // Everybody may wait for what is full.
        "/api/v1/departures/{id}/waiting POST",
        // Everybody may look.
        "/api/v1/people/{id} GET", "/api/v1/places/{id} GET", "/api/v1/reviews/{id} GET",
        // Nobody who has no signature.
        "/api/v1/webhooks/{gateway} POST",
        // Whoever has the address of a pay page may pay.
        "/sandbox/pay/{id} GET", "/sandbox/pay/{id}/payment GET", "/sandbox/pay/{id}/payment POST",
    ];

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
        using var people = await AccessPeople.CreateAsync(api);
        var world = await AccessWorld.CreateAsync(api, people);
        foreach (var (method, path, example) in await RoutesAsync())
        {
            var body = AccessBodies.Of(method, path, example);
            // What changes a thing that the path names, changes one that nobody else is shown.
            actual.Set(AccessTable.Key(method, path), method == "GET" || !path.Contains('{', StringComparison.Ordinal)
                ? await StatusesAsync(world, method, path, body)
                : await FreshStatusesAsync(people, method, path, body));
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
            // Nor who reads what was found.
            || route is "/api/v1/trips/{id} GET" or "/api/v1/trips/{id}/itinerary GET" or "/api/v1/trips/{id}/departures GET" or "/api/v1/trips/{id}/reviews GET"
                or "/api/v1/departures/{id} GET" or "/api/v1/reviews/{id} GET"
            || route.Split(' ')[0] is "/health" or "/ready" or "/metrics" or "/version" or "/status" or "/.well-known/jwks.json"
                or "/.well-known/assetlinks.json" or "/.well-known/apple-app-site-association"
            // What is written there is what anybody may know, and a payer's own page.
            or "/docs" or "/openapi/v1.json" or "/sandbox/pay/{id}" or "/sandbox/pay/{id}/payment"
            // Who has a mail switches off what it is about, and no more.
            or "/api/v1/notifications/unsubscribe"
            // Only in Development, as here.
            or "/development/inbox",
            $"{route} is open to everybody. If it should be, say so here."));
    }

    [Fact]
    public async Task Table_ExpiredTokens_OpenNothingThatIsClosedToStrangers()
    {
        var table = AccessTable.Parse(await System.IO.File.ReadAllLinesAsync(File));

        // A route that tells callers apart and is open to strangers too refuses a bad token: whoever sends one takes themselves for signed in.
        Assert.All(table.Routes, route => Assert.True(
            table.Find(route)![6] == 401 || table.Find(route)![6] == table.Find(route)![0], $"{route}: strangers {table.Find(route)![0]}, expired {table.Find(route)![6]}"));
    }

    /// <summary>
    /// Where the owner of what the path names gets what somebody else does, the line would stay as it is if nobody were asked whose it is.
    /// </summary>
    [Fact]
    public async Task Table_WhatThePathNames_IsToldApartByWhoseItIs()
    {
        var table = AccessTable.Parse(await System.IO.File.ReadAllLinesAsync(File));

        // What is closed to owners is a matter of roles, or of another key.
        var blind = table.Routes.Where(route => route.Contains('{', StringComparison.Ordinal) && table.Find(route)! is var row && row[1] == row[2] && row[1] is not (401 or 403));

        Assert.Equal(SameForEverybody.Order(StringComparer.Ordinal), blind.Order(StringComparer.Ordinal));
    }

    private static async Task<int[]> StatusesAsync(AccessWorld world, string method, string path, JsonNode? body)
    {
        // Whoever closes their own account, or is shut out, must be nobody whom others need.
        using var own = method == "DELETE" ? await AccessPeople.CreateAsync(world.Api) : null;
        if (own is not null || path == "/api/v1/account/bank-account")
            world = await AccessWorld.CreateAsync(world.Api, own ?? world.People, method, path);
        var statuses = new int[AccessTable.Identities.Length];
        foreach (var identity in Order)
            statuses[AccessTable.Identities.IndexOf(identity)] = await world.StatusAsync(identity, method, path, body);
        return statuses;
    }

    /// <summary>Each who may do it does it with a thing that is as it was, so that nobody's status is that of a second time.</summary>
    private async Task<int[]> FreshStatusesAsync(AccessPeople people, string method, string path, JsonNode? body)
    {
        var statuses = new int[AccessTable.Identities.Length];
        AccessWorld? world = null;
        foreach (var identity in Order)
        {
            world ??= await AccessWorld.CreateAsync(api, people, method, path);
            var status = await world.StatusAsync(identity, method, path, body);
            statuses[AccessTable.Identities.IndexOf(identity)] = status;
            if (status < 400)
                world = null;
        }

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

    /// <summary>The routes, each with the example of a body that the document shows; null for one without a body. Those that it does not show first.</summary>
    private async Task<IReadOnlyList<(string Method, string Path, JsonNode? Example)>> RoutesAsync()
    {
        var document = await api.Anonymous.GetJsonAsync("/openapi/v1.json");
        (string Method, string Path, JsonNode? Example)[] documented =
        [
            .. from path in document["paths"]!.AsObject()
               from operation in path.Value!.AsObject()
               let method = operation.Key.ToUpperInvariant()
               // Whatever ends an account is the last thing that happens.
               orderby method == "DELETE", path.Key, method
               select (method, path.Key, ExampleOf(operation.Value!)),
        ];
        var known = documented.Select(static route => AccessTable.Key(route.Method, route.Path)).ToHashSet(StringComparer.Ordinal);
        var others = ProgramRoutes.Of(api.App).Where(route => !known.Contains(AccessTable.Key(route.Method, route.Path))).Distinct().Order();
        return [.. others.Select(static route => (route.Method, route.Path, (JsonNode?)null)), .. documented];
    }

    private static JsonNode? ExampleOf(JsonNode operation) => operation["requestBody"] is not { } body
        ? null
        : body["content"]?["application/json"]?["example"]?.DeepClone() ?? new JsonObject();
}
