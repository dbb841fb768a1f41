using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Nusaloka.Api.Tests.Statements;

[Collection(ApiCollection.Name)]
public sealed class StatementTests(ApiServer api)
{
    private const string Path = "/api/v1/wallet/statement";

    [Fact]
    public async Task Statement_AddsUp()
    {
        var (sender, receiver) = (await api.RegisterWithAsync(150_000), await api.RegisterAsync());
        await (await sender.Client.PostAsJsonAsync("/api/v1/transactions", new { receiver_id = receiver.Id, amount = 50_000, description = "Kos" })).BodyAsync(201);

        var statement = await sender.Client.GetJsonAsync(Path);

        Assert.Equal((0, 100_000), (statement.Number("opening_balance"), statement.Number("closing_balance")));
        var entries = statement["entries"]!.AsArray();
        Assert.Equal([150_000, -50_000], entries.Select(entry => entry!.Number("amount")));
        Assert.Equal([150_000, 100_000], entries.Select(entry => entry!.Number("balance")));
        Assert.Equal([1, 2], entries.Select(entry => entry!.Number("sequence")));
        Assert.Equal(("transfer", receiver.Id, "Kos"), (entries[1]!.Text("type"), entries[1]!.Text("counterparty_id"), entries[1]!.Text("description")));
        Assert.Null(statement["next_cursor"]);
    }

    [Fact]
    public async Task Statement_InPages_KeepsItsPeriod()
    {
        var person = await api.RegisterAsync();
        for (var i = 1; i <= 5; i++)
            await (await person.Client.PostAsJsonAsync("/api/v1/wallet/topup", new { amount = i })).BodyAsync();

        var pages = new List<JsonNode>();
        string? next = Path + "?limit=2";
        while (next is not null)
        {
            using var response = await person.Client.GetAsync(next);
            pages.Add(await response.BodyAsync());
            next = response.NextLink();
        }

        Assert.Equal(3, pages.Count);
        Assert.Single(pages.Select(page => page.Text("from") + page.Text("to")).Distinct());
        Assert.All(pages, page => Assert.Equal(15, page.Number("closing_balance")));
        Assert.Equal([1, 2, 3, 4, 5], pages.SelectMany(page => page["entries"]!.AsArray()).Select(entry => entry!.Number("amount")));
    }

    [Fact]
    public async Task Statement_BeforeTheFirstEntry_IsEmpty()
    {
        var person = await api.RegisterWithAsync(9_000);

        var statement = await person.Client.GetJsonAsync(Path + "?from=2020-01-01T00:00:00Z&to=2020-02-01T07:00:00+07:00");

        Assert.Equal((0, 0), (statement.Number("opening_balance"), statement.Number("closing_balance")));
        Assert.Empty(statement["entries"]!.AsArray());
        Assert.Equal("2020-02-01T00:00:00.000Z", statement.Text("to"));
    }

    [Theory]
    [InlineData("from=kemarin", "from")]
    [InlineData("from=2026-01", "from")]
    [InlineData("from=2026-02-30", "from")]
    [InlineData("month=2026-13", "month")]
    [InlineData("month=2026-01-01", "month")]
    [InlineData("month=Januari", "month")]
    [InlineData("month=2026-01&month=2026-02", "month")]
    [InlineData("month=2026-01&from=2026-01-01", "month")]
    [InlineData("zone=Europe/London", "zone")]
    [InlineData("zone=", "zone")]
    [InlineData("zone=WIB&zone=WIT", "zone")]
    [InlineData("to=2026-01-01T00:00:00", "to")]
    [InlineData("to=0001-01-01T00:00:00Z", "to")]
    [InlineData("from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    [InlineData("from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    [InlineData("from=2026-02-01T00:00:00Z&from=2026-03-01T00:00:00Z", "from")]
    public async Task Statement_BadPeriod_Is400(string query, string parameter)
    {
        var person = await api.RegisterAsync();

        using var response = await person.Client.GetAsync($"{Path}?{query}");

        var problem = await ProblemAssert.IsAsync(response, 400, "validation_failed");
        Assert.Equal(parameter, Assert.Single(ProblemAssert.Errors(problem)).Pointer);
    }

    [Fact]
    public async Task Statement_ParametersInAnotherCase_HaveANextPage()
    {
        var person = await api.RegisterWithAsync(1);
        await (await person.Client.PostAsJsonAsync("/api/v1/wallet/topup", new { amount = 2 })).BodyAsync();
        await (await person.Client.PostAsJsonAsync("/api/v1/wallet/topup", new { amount = 3 })).BodyAsync();

        using var first = await person.Client.GetAsync(Path + "?Limit=1&From=2026-01-01T00:00:00Z&Cursor=1-3");
        var next = await person.Client.GetJsonAsync(first.NextLink()!);

        Assert.Equal(2, Assert.Single((await first.BodyAsync())["entries"]!.AsArray())!.Number("amount"));
        Assert.Equal(3, Assert.Single(next["entries"]!.AsArray())!.Number("amount"));
    }
}
