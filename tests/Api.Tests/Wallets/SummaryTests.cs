using System.Net.Http.Json;

namespace Nusaloka.Api.Tests.Wallets;

[Collection(ApiCollection.Name)]
public sealed class SummaryTests(ApiServer api)
{
    [Fact]
    public async Task Summary_CountsBothDirections()
    {
        var (sender, receiver) = (await api.RegisterWithAsync(150_000), await api.RegisterAsync());
        await (await sender.Client.PostAsJsonAsync("/api/v1/transactions", new { receiver_id = receiver.Id, amount = 50_000 })).BodyAsync(201);

        var summary = await sender.Client.GetJsonAsync("/api/v1/summaries/user/" + sender.Id);

        Assert.Equal(["user_id", "total_transactions", "total_spent", "total_received", "last_transaction"], summary.Members());
        Assert.Equal((sender.Id, 2, 50_000, 150_000), (summary.Text("user_id"), summary.Number("total_transactions"), summary.Number("total_spent"), summary.Number("total_received")));
        Assert.NotEmpty(summary.Text("last_transaction"));
    }

    [Fact]
    public async Task Summary_OfAWalletWithoutMovements_IsZero()
    {
        var person = await api.RegisterAsync();

        var summary = await person.Client.GetJsonAsync("/api/v1/summaries/user/" + person.Id);

        Assert.Equal((0, 0, 0), (summary.Number("total_transactions"), summary.Number("total_spent"), summary.Number("total_received")));
        Assert.Null(summary["last_transaction"]);
    }
}
