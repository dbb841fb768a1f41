using System.Net;
using System.Text.Json;
using Nusaloka.Api.Http;
using Nusaloka.Api.Privacy;

namespace Nusaloka.Api.Tests.Privacy;

[Collection(ApiCollection.Name)]
public sealed class ExportTests(ApiServer api)
{
    private const string Path = "/api/v1/account/export";
    private const string Nik = "3573014605950002";

    [Fact]
    public async Task Export_OfWhoHasUsedMuch_IsTheWholeAndNothingOfOthers()
    {
        var (person, other) = (await api.RegisterWithAsync(500_000), await api.RegisterAsync());
        for (var i = 0; i < 130; i++)
        {
            using var sent = await person.Client.SendJsonAsync(HttpMethod.Post, "/api/v1/transactions", new { receiver_id = other.Id, amount = 1_000 + i });
            Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        }

        for (var i = 0; i < 3; i++)
        {
            using var said = await person.Client.SendJsonAsync(HttpMethod.Post, "/api/v1/messages", new { recipient_id = other.Id, content = $"pesan {i}" });
            using var heard = await other.Client.SendJsonAsync(HttpMethod.Post, "/api/v1/messages", new { recipient_id = person.Id, content = "balasan" });
            Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (said.StatusCode, heard.StatusCode));
        }

        using var bank = await person.Client.SendJsonAsync(
            HttpMethod.Put, "/api/v1/account/bank-account", new { bank_code = "bca", account_number = "0611104579", holder_name = "Siti" });
        using var asked = await person.Client.SendJsonAsync(
            HttpMethod.Post, "/api/v1/account/verification", new { legal_name = "SITI", document = "ktp", document_number = Nik });
        using var officer = api.Staff("officer");
        using var read = await officer.GetAsync("/api/v1/users/" + person.Id);

        using var response = await person.Client.GetAsync(Path);

        var export = JsonSerializer.Deserialize<ExportResponse>(await response.Content.ReadAsStreamAsync(), JsonSettings.Options)!;
        Assert.Equal(("application/json", "attachment"), (response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentDisposition?.DispositionType));
        Assert.Equal((person.Id, person.Email), (export.Profile.Id, export.Profile.Email));
        Assert.Equal(("0611104579", Nik), (export.BankAccount?.AccountNumber, export.Identity?.DocumentNumber));
        Assert.Equal((131, 131), (export.StatementEntries.Count, export.Transactions.Count));
        Assert.Equal(131, export.Transactions.Select(static one => one.Id).Distinct().Count());
        Assert.Equal(export.Wallet?.Balance, export.StatementEntries[^1].Balance);
        Assert.Equal(["pesan 0", "pesan 1", "pesan 2"], export.Messages.Select(static one => one.Content));
        Assert.Equal("account", Assert.Single(export.Reads).What);
        Assert.All(export.Transactions, one => Assert.Contains(person.Id, new[] { one.SenderId, one.ReceiverId }));
        Assert.DoesNotContain(other.Email, JsonSerializer.Serialize(export, JsonSettings.Options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OfWhoHasDoneNothing_IsWholeToo()
    {
        var person = await api.RegisterAsync();

        var export = await person.Client.GetJsonAsync(Path);

        Assert.Null(export["bank_account"]);
        Assert.Null(export["identity"]);
        Assert.Empty(export["transactions"]!.AsArray());
        Assert.Equal(
            JsonSerializer.SerializeToNode(JsonSerializer.Deserialize<ExportResponse>(export, JsonSettings.Options), JsonSettings.Options)!.Members(),
            export.Members());
    }

    [Fact]
    public async Task Export_AnonymousOrOfNobody_IsRefused()
    {
        using var anonymous = await api.Anonymous.GetAsync(Path);
        using var nobody = api.Staff("user");
        using var gone = await nobody.GetAsync(Path);

        await ProblemAssert.IsAsync(anonymous, 401);
        await ProblemAssert.IsAsync(gone, 404, "account_not_found");
    }

    [Fact]
    public async Task Delete_OnesOwnAccount_ClosesIt()
    {
        var person = await api.RegisterAsync();

        using var response = await person.Client.DeleteAsync("/api/v1/account");
        using var after = await person.Client.GetAsync("/api/v1/account/profile");

        await response.BodyAsync();
        Assert.True(after.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Delete_WithMoney_Is409()
    {
        var person = await api.RegisterWithAsync(1_000);

        using var response = await person.Client.DeleteAsync("/api/v1/account");

        await ProblemAssert.IsAsync(response, 409, "wallet_not_empty");
    }
}
