using System.Net.Http.Json;

namespace Nusaloka.Api.Tests.Reports;

[Collection(ApiCollection.Name)]
public sealed class ReportTests(ApiServer api)
{
    private const string Path = "/api/v1/reports";

    [Fact]
    public async Task Report_ByItsOwner_IsListed()
    {
        var (sender, receiver) = (await api.RegisterWithAsync(150_000), await api.RegisterAsync());
        var transaction = (await (await sender.Client.PostAsJsonAsync("/api/v1/transactions", new { receiver_id = receiver.Id, amount = 50_000 })).BodyAsync(201)).Text("id");

        var made = await (await sender.Client.PostAsJsonAsync(Path, new { user_id = sender.Id, transaction_id = transaction })).BodyAsync(201);
        var list = await sender.Client.GetJsonAsync($"{Path}/user/{sender.Id}");

        Assert.Equal(["id", "user_id", "transaction_id", "status", "created_at"], made.Members());
        Assert.Equal((sender.Id, transaction, "generated"), (made.Text("user_id"), made.Text("transaction_id"), made.Text("status")));
        Assert.Equal(["user_id", "page", "per_page", "total", "reports"], list.Members());
        Assert.Equal((sender.Id, 1, 50, 1), (list.Text("user_id"), list.Number("page"), list.Number("per_page"), list.Number("total")));
        var report = Assert.Single(list["reports"]!.AsArray())!;
        Assert.Equal(["id", "transaction_id", "amount", "status", "created_at"], report.Members());
        Assert.Equal((made.Text("id"), transaction, -50_000, "generated"), (report.Text("id"), report.Text("transaction_id"), report.Number("amount"), report.Text("status")));
    }

    [Fact]
    public async Task Report_ByAProgramOrByOthers_IsMadeOrRefused()
    {
        var (person, other) = (await api.RegisterAsync(), await api.RegisterAsync());
        await (await person.Client.PostAsJsonAsync("/api/v1/wallet/topup", new { amount = 10 })).BodyAsync();
        using var history = await person.Client.GetAsync("/api/v1/transactions");
        var transaction = (await history.BodyAsync()).AsArray()[0]!.Text("id");
        var body = new { user_id = person.Id, transaction_id = transaction };
        using var service = api.AsService();

        Assert.Equal(transaction, (await (await service.PostAsJsonAsync(Path, body)).BodyAsync(201)).Text("transaction_id"));
        await ProblemAssert.IsAsync(await other.Client.PostAsJsonAsync(Path, body), 403);
        await ProblemAssert.IsAsync(await service.PostAsJsonAsync(Path, body with { user_id = "" }), 400, "validation_failed");
        await ProblemAssert.IsAsync(await service.PostAsJsonAsync(Path, body with { transaction_id = "" }), 404, "transaction_not_found");
        await ProblemAssert.IsAsync(await api.Anonymous.PostAsJsonAsync(Path, body), 401);
        await ProblemAssert.IsAsync(await other.Client.PostAsJsonAsync(Path, body with { user_id = other.Id }), 404, "transaction_not_found");
        await ProblemAssert.IsAsync(await other.Client.GetAsync($"{Path}/user/{person.Id}"), 403);
        Assert.Equal(1, (await api.Staff("officer").GetJsonAsync($"{Path}/user/{person.Id}?page=1&per_page=1")).Number("total"));
    }

    [Fact]
    public async Task Report_OfAPendingTransaction_Is409UntilItIsCompleted()
    {
        var (sender, receiver) = (await api.RegisterWithAsync(10_000), await api.RegisterAsync());
        using var created = await sender.Client.PostAsJsonAsync("/api/v1/transactions", new { receiver_id = receiver.Id, amount = 4_000, status = "pending" });
        var transaction = (await created.BodyAsync(201)).Text("id");
        var body = new { user_id = sender.Id, transaction_id = transaction };

        await ProblemAssert.IsAsync(await sender.Client.PostAsJsonAsync(Path, body), 409, "transaction_not_completed");
        await (await sender.Client.PutAsJsonAsync($"/api/v1/transactions/{transaction}", new { status = "completed" })).BodyAsync();
        await (await sender.Client.PostAsJsonAsync(Path, body)).BodyAsync(201);

        var report = Assert.Single((await sender.Client.GetJsonAsync($"{Path}/user/{sender.Id}"))["reports"]!.AsArray())!;
        Assert.Equal(-4_000, report.Number("amount"));
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=x", "page")]
    [InlineData("page=1&page=2", "page")]
    [InlineData("per_page=0", "per_page")]
    [InlineData("per_page=101", "per_page")]
    public async Task List_ABadPage_Is400(string query, string parameter)
    {
        var person = await api.RegisterAsync();

        using var response = await person.Client.GetAsync($"{Path}/user/{person.Id}?{query}");

        var problem = await ProblemAssert.IsAsync(response, 400, "validation_failed");
        Assert.Equal(parameter, Assert.Single(ProblemAssert.Errors(problem)).Pointer);
    }

    [Fact]
    public async Task Sync_ByAProgram_CountsWhatThereIs()
    {
        var person = await api.RegisterWithAsync(10);
        using var service = api.AsService();

        using var response = await service.PostAsync("/api/v1/sync/all", null);

        var body = await response.BodyAsync();
        Assert.Equal(["message", "synced_users", "synced_transactions", "timestamp"], body.Members());
        Assert.Equal("Semua data sudah cocok.", body.Text("message"));
        Assert.True(body.Number("synced_users") > 0 && body.Number("synced_transactions") > 0, body.ToJsonString());
        await ProblemAssert.IsAsync(await person.Client.PostAsync("/api/v1/sync/all", null), 403);
        await ProblemAssert.IsAsync(await api.Anonymous.PostAsync("/api/v1/sync/all", null), 401);
    }
}
