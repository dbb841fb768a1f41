using System.Net;
using System.Net.Http.Json;

namespace Nusaloka.Api.Tests.Wallets;

[Collection(ApiCollection.Name)]
public sealed class TransactionTests(ApiServer api)
{
    private const string Path = "/api/v1/transactions";
    private static readonly string Nobody = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

    [Fact]
    public async Task Create_MovesTheMoneyAndAnswersTheContractsShape()
    {
        var (sender, receiver) = (await api.RegisterWithAsync(150_000), await api.RegisterAsync());

        using var response = await sender.Client.PostAsJsonAsync(
            Path, new { sender_id = sender.Id, receiver_id = receiver.Id, amount = 50_000, description = "Patungan bensin" });

        var body = await response.BodyAsync(201);
        Assert.Equal(["id", "type", "sender_id", "receiver_id", "amount", "status", "description", "created_at"], body.Members());
        Assert.Equal((sender.Id, receiver.Id, 50_000), (body.Text("sender_id"), body.Text("receiver_id"), body.Number("amount")));
        Assert.Equal(("transfer", "completed", "Patungan bensin"), (body.Text("type"), body.Text("status"), body.Text("description")));
        Assert.Equal("/api/v1/transactions/" + body.Text("id"), response.Headers.Location?.OriginalString);
        Assert.Equal((100_000, 50_000), (await sender.BalanceAsync(), await receiver.BalanceAsync()));
        Assert.Equal(body.ToJsonString(), (await receiver.Client.GetJsonAsync(response.Headers.Location!.OriginalString)).ToJsonString());
    }

    [Fact]
    public async Task Create_ByAProgramForSomebody_Is201()
    {
        var (sender, receiver) = (await api.RegisterWithAsync(10_000), await api.RegisterAsync());
        using var service = api.AsService();

        using var response = await service.PostAsJsonAsync(Path, new { sender_id = sender.Id, receiver_id = receiver.Id, amount = 4_000 });
        using var without = await service.PostAsJsonAsync(Path, new { receiver_id = receiver.Id, amount = 4_000 });
        using var blank = await service.PostAsJsonAsync(Path, new { sender_id = " ", receiver_id = receiver.Id, amount = 4_000 });

        await response.BodyAsync(201);
        Assert.Equal([("/sender_id", "required")], ProblemAssert.Errors(await ProblemAssert.IsAsync(without, 400)));
        Assert.Equal([("/sender_id", "required")], ProblemAssert.Errors(await ProblemAssert.IsAsync(blank, 400)));
        Assert.Equal((6_000, 4_000), (await sender.BalanceAsync(), await receiver.BalanceAsync()));
    }

    [Theory]
    [InlineData("user")]
    [InlineData("officer")]
    [InlineData("admin")]
    public async Task Create_WithAnotherPersonsMoney_Is403AndChangesNothing(string role)
    {
        var (owner, intruder) = (await api.RegisterWithAsync(10_000), await api.RegisterAsync(role));

        using var existing = await intruder.Client.PostAsJsonAsync(Path, new { sender_id = owner.Id, receiver_id = intruder.Id, amount = 1_000 });
        using var missing = await intruder.Client.PostAsJsonAsync(Path, new { sender_id = Nobody, receiver_id = intruder.Id, amount = 1_000 });

        await ProblemAssert.IsAsync(existing, 403, "forbidden");
        await ProblemAssert.IsAsync(missing, 403, "forbidden");
        Assert.Equal((10_000, 0), (await owner.BalanceAsync(), await intruder.BalanceAsync()));
    }

    [Fact]
    public async Task Create_ToNobody_Is404AndChangesNothing()
    {
        var sender = await api.RegisterWithAsync(10_000);

        foreach (var receiver in (string[])[Nobody, "", "bukan id", "42"])
        {
            using var response = await sender.Client.PostAsJsonAsync(Path, new { receiver_id = receiver, amount = 1_000 });
            await ProblemAssert.IsAsync(response, 404, "receiver_not_found");
        }

        Assert.Equal(10_000, await sender.BalanceAsync());
        Assert.Equal(1, await api.EntriesAsync(sender.Id));
    }

    [Fact]
    public async Task Create_ToOneself_Is400AndChangesNothing()
    {
        var sender = await api.RegisterWithAsync(10_000);

        using var response = await sender.Client.PostAsJsonAsync(Path, new { receiver_id = sender.Id, amount = 1_000 });

        await ProblemAssert.IsAsync(response, 400, "self_transfer");
        Assert.Equal(10_000, await sender.BalanceAsync());
        Assert.Equal(1, await api.EntriesAsync(sender.Id));
    }

    [Fact]
    public async Task Create_WithTooLittle_Is422AndChangesNothing()
    {
        var (sender, receiver) = (await api.RegisterWithAsync(10_000), await api.RegisterAsync());

        using var response = await sender.Client.PostAsJsonAsync(Path, new { receiver_id = receiver.Id, amount = 10_001 });

        await ProblemAssert.IsAsync(response, 422, "insufficient_funds");
        Assert.Equal((10_000, 0), (await sender.BalanceAsync(), await receiver.BalanceAsync()));
        Assert.Equal((1, 0), (await api.EntriesAsync(sender.Id), await api.EntriesAsync(receiver.Id)));
    }

    [Fact]
    public async Task Create_LongDescription_Is400AndChangesNothing()
    {
        var (sender, receiver) = (await api.RegisterWithAsync(10_000), await api.RegisterAsync());

        using var response = await sender.Client.PostAsJsonAsync(
            Path, new { receiver_id = receiver.Id, amount = 1_000, description = new string('x', 256) });

        var problem = await ProblemAssert.IsAsync(response, 400, "validation_failed");
        Assert.Equal("/description", Assert.Single(ProblemAssert.Errors(problem)).Pointer);
        Assert.Equal(10_000, await sender.BalanceAsync());
    }

    [Fact]
    public async Task Get_OthersAndMissing_AreTheSame404()
    {
        var (sender, receiver, stranger) = (await api.RegisterWithAsync(10_000), await api.RegisterAsync(), await api.RegisterAsync());
        using var created = await sender.Client.PostAsJsonAsync(Path, new { receiver_id = receiver.Id, amount = 1_000 });
        var id = (await created.BodyAsync(201)).Text("id");

        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete])
        {
            using var others = await stranger.Client.SendJsonAsync(method, $"{Path}/{id}", new { status = "cancelled" });
            using var missing = await stranger.Client.SendJsonAsync(method, $"{Path}/{Nobody}", new { status = "cancelled" });

            await ProblemAssert.IsAsync(others, 404, "transaction_not_found");
            await ProblemAssert.IsAsync(missing, 404, "transaction_not_found");
        }

        using var staff = api.Staff("officer");
        Assert.Equal(id, (await staff.GetJsonAsync($"{Path}/{id}")).Text("id"));
        using var odd = await staff.GetAsync($"{Path}/bukan-id");
        await ProblemAssert.IsAsync(odd, 404, "transaction_not_found");
    }

    [Fact]
    public async Task UpdateAndDelete_CompletedTransaction_StaysAsItIs()
    {
        var (sender, receiver) = (await api.RegisterWithAsync(10_000), await api.RegisterAsync());
        using var created = await sender.Client.PostAsJsonAsync(Path, new { receiver_id = receiver.Id, amount = 1_000 });
        var path = $"{Path}/{(await created.BodyAsync(201)).Text("id")}";

        using var completed = await sender.Client.PutAsJsonAsync(path, new { status = "completed" });
        using var cancelled = await sender.Client.PutAsJsonAsync(path, new { status = "cancelled" });
        using var unknown = await sender.Client.PutAsJsonAsync(path, new { status = "paid" });
        using var deleted = await sender.Client.DeleteAsync(path);

        Assert.Equal("completed", (await completed.BodyAsync()).Text("status"));
        Assert.NotEmpty((await completed.BodyAsync()).Text("updated_at"));
        await ProblemAssert.IsAsync(cancelled, 409, "transaction_completed");
        await ProblemAssert.IsAsync(unknown, 400, "validation_failed");
        await ProblemAssert.IsAsync(deleted, 409, "transaction_completed");
        Assert.Equal((9_000, 1_000), (await sender.BalanceAsync(), await receiver.BalanceAsync()));
    }

    [Fact]
    public async Task List_IsOnesOwnNewestFirstInPages()
    {
        var (sender, receiver) = (await api.RegisterWithAsync(10_000), await api.RegisterAsync());
        for (var i = 1; i <= 4; i++)
            await (await sender.Client.PostAsJsonAsync(Path, new { receiver_id = receiver.Id, amount = i })).BodyAsync(201);

        var amounts = new List<long>();
        string? next = Path + "?limit=2";
        while (next is not null)
        {
            using var response = await receiver.Client.GetAsync(next);
            amounts.AddRange((await response.BodyAsync()).AsArray().Select(one => one!.Number("amount")));
            next = response.NextLink();
        }

        Assert.Equal([4, 3, 2, 1], amounts);
        var own = (await sender.Client.GetJsonAsync($"{Path}/user/{sender.Id}")).AsArray();
        Assert.Equal([4, 3, 2, 1, 10_000], own.Select(one => one!.Number("amount")));
        Assert.Equal("top_up", own[^1]!.Text("type"));
        Assert.Null(own[^1]!["sender_id"]);
    }

    [Fact]
    public async Task List_ByStaff_IsEverybodys()
    {
        var (one, other) = (await api.RegisterWithAsync(1_111), await api.RegisterWithAsync(2_222));
        using var staff = api.Staff("officer");

        var receivers = (await staff.GetJsonAsync(Path + "?limit=100")).AsArray().Select(transaction => transaction!["receiver_id"]?.GetValue<string>()).ToList();

        Assert.Contains(one.Id, receivers);
        Assert.Contains(other.Id, receivers);
    }

    [Fact]
    public async Task List_TamperedCursor_Is400()
    {
        var person = await api.RegisterAsync();

        using var response = await person.Client.GetAsync(Path + "?cursor=AAAA");

        await ProblemAssert.IsAsync(response, 400, "cursor_invalid");
    }

    [Fact]
    public async Task Anonymous_Is401()
    {
        using var response = await api.Anonymous.GetAsync(Path);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
