using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Nusaloka.Api.Tests.Wallets;

[Collection(ApiCollection.Name)]
public sealed class PendingTransactionTests(ApiServer api)
{
    private const string Path = "/api/v1/transactions";

    [Fact]
    public async Task Pending_CompletedByItsSender_MovesTheMoneyOnce()
    {
        var (sender, receiver) = (await api.RegisterWithAsync(10_000), await api.RegisterAsync());
        var path = await SetAsideAsync(sender, receiver, 4_000);
        Assert.Equal((10_000, 0), (await sender.BalanceAsync(), await receiver.BalanceAsync()));

        using var byReceiver = await receiver.Client.PutAsJsonAsync(path, new { status = "completed" });
        using var completed = await sender.Client.PutAsJsonAsync(path, new { status = "completed" });
        using var again = await sender.Client.PutAsJsonAsync(path, new { status = "completed" });
        using var cancelled = await sender.Client.PutAsJsonAsync(path, new { status = "cancelled" });

        await ProblemAssert.IsAsync(byReceiver, 403, "forbidden");
        Assert.Equal("completed", (await completed.BodyAsync()).Text("status"));
        Assert.NotEmpty((await completed.BodyAsync()).Text("updated_at"));
        Assert.Equal((await completed.BodyAsync()).ToJsonString(), (await again.BodyAsync()).ToJsonString());
        await ProblemAssert.IsAsync(cancelled, 409, "transaction_completed");
        Assert.Equal((6_000, 4_000), (await sender.BalanceAsync(), await receiver.BalanceAsync()));
        Assert.Equal((await completed.BodyAsync()).ToJsonString(), Assert.Single(await ListAsync(receiver))!.ToJsonString());
    }

    [Theory]
    [InlineData("sender")]
    [InlineData("receiver")]
    [InlineData("admin")]
    [InlineData("service")]
    public async Task Pending_CancelledByEitherAdminOrProgram_MovesNothing(string who)
    {
        var (sender, receiver) = (await api.RegisterWithAsync(10_000), await api.RegisterAsync());
        using var staff = who == "service" ? api.AsService() : api.Staff();
        var client = who switch { "sender" => sender.Client, "receiver" => receiver.Client, _ => staff };
        var path = await SetAsideAsync(sender, receiver, 4_000);

        using var cancelled = await client.PutAsJsonAsync(path, new { status = "cancelled" });
        using var again = await client.PutAsJsonAsync(path, new { status = "cancelled" });
        using var completed = await sender.Client.PutAsJsonAsync(path, new { status = "completed" });

        Assert.Equal("cancelled", (await cancelled.BodyAsync()).Text("status"));
        Assert.Equal((await cancelled.BodyAsync()).ToJsonString(), (await again.BodyAsync()).ToJsonString());
        await ProblemAssert.IsAsync(completed, 409, "transaction_cancelled");
        Assert.Equal(10_000, (await sender.Client.GetJsonAsync("/api/v1/wallet/balance")).Number("available"));
    }

    [Theory]
    [InlineData("PUT", "", "completed")]
    [InlineData("PUT", "", "cancelled")]
    [InlineData("DELETE", "", null)]
    [InlineData("POST", "/reverse", null)]
    public async Task Officer_AnothersTransaction_LooksAndDoesNotAct(string method, string route, string? status)
    {
        var (sender, receiver) = (await api.RegisterWithAsync(10_000), await api.RegisterAsync());
        using var officer = api.Staff("officer");
        var path = await SetAsideAsync(sender, receiver, 4_000);
        if (route.Length > 0)
            await (await sender.Client.PutAsJsonAsync(path, new { status = "completed" })).BodyAsync();
        var before = (await sender.BalanceAsync(), await receiver.BalanceAsync());

        using var tried = await officer.SendJsonAsync(new HttpMethod(method), path + route, new { status });

        await ProblemAssert.IsAsync(tried, 403, "forbidden");
        Assert.Equal(route.Length > 0 ? "completed" : "pending", (await officer.GetJsonAsync(path)).Text("status"));
        Assert.Equal(before, (await sender.BalanceAsync(), await receiver.BalanceAsync()));
    }

    [Fact]
    public async Task Admin_CompletesInTheSendersPlace_StandsInTheSendersReads()
    {
        var (sender, receiver, admin) = (await api.RegisterWithAsync(10_000), await api.RegisterAsync(), await api.RegisterAsync("admin"));
        var path = await SetAsideAsync(sender, receiver, 4_000);

        using var completed = await admin.Client.PutAsJsonAsync(path, new { status = "completed" });

        Assert.Equal("completed", (await completed.BodyAsync()).Text("status"));
        var reads = (await sender.Client.GetJsonAsync($"/api/v1/users/{sender.Id}/reads"))["data"]!.AsArray();
        Assert.Contains(reads, read => read!.Text("reader_id") == admin.Id && read!.Text("what") == "transfer_completed");
    }

    [Fact]
    public async Task Delete_CancelsAPendingOneAndThenTakesItOffOnesList()
    {
        var (sender, receiver) = (await api.RegisterWithAsync(10_000), await api.RegisterAsync());
        var path = await SetAsideAsync(sender, receiver, 4_000);

        await (await receiver.Client.DeleteAsync(path)).BodyAsync();
        Assert.Equal("cancelled", Assert.Single(await ListAsync(receiver))!.Text("status"));
        await (await receiver.Client.DeleteAsync(path)).BodyAsync();

        Assert.Empty(await ListAsync(receiver));
        Assert.Equal(["cancelled", "completed"], (await ListAsync(sender)).Select(one => one!.Text("status")));
        Assert.Equal("cancelled", (await sender.Client.GetJsonAsync(path)).Text("status"));
    }

    [Fact]
    public async Task Reverse_ByTheReceiver_GivesItBackOnce()
    {
        var (sender, receiver) = (await api.RegisterWithAsync(10_000), await api.RegisterAsync());
        using var created = await sender.Client.PostAsJsonAsync(Path, new { receiver_id = receiver.Id, amount = 4_000 });
        var path = $"{Path}/{(await created.BodyAsync(201)).Text("id")}";

        using var bySender = await sender.Client.PostAsync(path + "/reverse", null);
        using var reversed = await receiver.Client.PostAsync(path + "/reverse", null);
        using var again = await receiver.Client.PostAsync(path + "/reverse", null);
        using var ofTheReversal = await sender.Client.PostAsync($"{Path}/{(await reversed.BodyAsync(201)).Text("id")}/reverse", null);

        await ProblemAssert.IsAsync(bySender, 403, "forbidden");
        Assert.Equal(("reversal", receiver.Id, sender.Id), ((await reversed.BodyAsync(201)).Text("type"), (await reversed.BodyAsync(201)).Text("sender_id"), (await reversed.BodyAsync(201)).Text("receiver_id")));
        await ProblemAssert.IsAsync(again, 409, "transaction_reversed");
        await ProblemAssert.IsAsync(ofTheReversal, 409, "transaction_not_reversible");
        Assert.Equal("reversed", (await sender.Client.GetJsonAsync(path)).Text("status"));
        Assert.Equal((10_000, 0), (await sender.BalanceAsync(), await receiver.BalanceAsync()));
    }

    private static async Task<string> SetAsideAsync(Person sender, Person receiver, long amount)
    {
        using var created = await sender.Client.PostAsJsonAsync(Path, new { receiver_id = receiver.Id, amount, description = "Jaminan", status = "pending" });
        var body = await created.BodyAsync(201);
        Assert.Equal(("transfer", "pending", sender.Id, receiver.Id), (body.Text("type"), body.Text("status"), body.Text("sender_id"), body.Text("receiver_id")));
        var path = $"{Path}/{body.Text("id")}";
        Assert.Equal(body.ToJsonString(), (await receiver.Client.GetJsonAsync(path)).ToJsonString());
        return path;
    }

    private static async Task<JsonArray> ListAsync(Person person) => (await person.Client.GetJsonAsync(Path)).AsArray();
}
