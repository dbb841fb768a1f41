using System.Net;
using System.Text.Json.Nodes;

namespace Nusaloka.Api.Tests.Privacy;

[Collection(ApiCollection.Name)]
public sealed class SensitiveReadTests(ApiServer api)
{
    [Theory]
    [InlineData("/api/v1/users/{0}", "account")]
    [InlineData("/api/v1/users/{0}/balance", "balance")]
    [InlineData("/api/v1/users/{0}/verification", "identity")]
    [InlineData("/api/v1/transactions/user/{0}", "transactions")]
    [InlineData("/api/v1/summaries/user/{0}", "transactions")]
    [InlineData("/api/v1/reports/user/{0}", "reports")]
    public async Task Get_ByAnOfficer_IsRecordedAndSeenByThePerson(string path, string what)
    {
        var (person, officer) = (await api.RegisterAsync(), await api.RegisterAsync("officer"));

        using var response = await officer.Client.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, person.Id));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var read = Assert.Single(await ReadsAsync(person.Client, person.Id));
        Assert.Equal((officer.Id, "officer", what), (read!.Text("reader_id"), read!.Text("reader_role"), read!.Text("what")));
    }

    [Fact]
    public async Task Get_ByAProgram_IsRecordedWithItsName()
    {
        var person = await api.RegisterAsync();
        using var service = api.AsService();

        using var response = await service.GetAsync("/api/v1/internal/users/" + person.Id);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("service", Assert.Single(await ReadsAsync(person.Client, person.Id))!.Text("reader_role"));
    }

    [Fact]
    public async Task List_ByStaff_IsRecordedForEverybodyOnThePage()
    {
        var person = await api.RegisterAsync();
        using var admin = api.Staff();
        string? next = "/api/v1/users?limit=100";
        while (next is not null)
        {
            using var page = await admin.GetAsync(next);
            next = page.NextLink();
        }

        Assert.Contains(await ReadsAsync(person.Client, person.Id), static read => read!.Text("reader_role") == "admin");
    }

    [Theory]
    [InlineData("/api/v1/payments", "payments")]
    [InlineData("/api/v1/transactions", "transactions")]
    [InlineData("/api/v1/invoices", "invoices")]
    public async Task List_OfEverybodys_IsRecordedOnce(string path, string what)
    {
        var officer = await api.RegisterAsync("officer");
        using var admin = api.Staff();

        using var list = await officer.Client.GetAsync(path + "?limit=100");

        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        var reads = await ReadsAsync(admin, "many");
        Assert.Equal(what, Assert.Single(reads, read => read!.Text("reader_id") == officer.Id)!.Text("what"));
    }

    [Fact]
    public async Task Get_OfSomebodysTransactionAndPayment_IsRecordedForThem()
    {
        var (person, other, officer) = (await api.RegisterWithAsync(100_000), await api.RegisterAsync(), await api.RegisterAsync("officer"));
        using var sent = await person.Client.SendJsonAsync(HttpMethod.Post, "/api/v1/transactions", new { receiver_id = other.Id, amount = 1_000 });
        using var made = await person.Client.SendJsonAsync(
            HttpMethod.Post, "/api/v1/payments", new { purpose = "top_up", amount = 10_000 }, ("Idempotency-Key", "dibaca"));

        using var transaction = await officer.Client.GetAsync("/api/v1/transactions/" + (await sent.BodyAsync(201)).Text("id"));
        using var payment = await officer.Client.GetAsync("/api/v1/payments/" + (await made.BodyAsync(201)).Text("id"));

        string[] whats = [.. (await ReadsAsync(person.Client, person.Id)).Select(static read => read!.Text("what"))];
        Assert.Equal(["payments", "transactions"], whats);
        Assert.Equal("transactions", Assert.Single(await ReadsAsync(other.Client, other.Id))!.Text("what"));
    }

    [Fact]
    public async Task Get_OfOneself_IsNotRecorded()
    {
        var person = await api.RegisterAsync();

        using var own = await person.Client.GetAsync("/api/v1/users/" + person.Id);

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Empty(await ReadsAsync(person.Client, person.Id));
    }

    [Fact]
    public async Task Reads_OfAnother_AreForAdminsOnly()
    {
        var (person, other) = (await api.RegisterAsync(), await api.RegisterAsync());
        using var admin = api.Staff();
        using var officer = api.Staff("officer");

        using var byOther = await other.Client.GetAsync($"/api/v1/users/{person.Id}/reads");
        using var byOfficer = await officer.GetAsync($"/api/v1/users/{person.Id}/reads");
        using var byAdmin = await admin.GetAsync($"/api/v1/users/{person.Id}/reads");

        await ProblemAssert.IsAsync(byOther, 403);
        await ProblemAssert.IsAsync(byOfficer, 403);
        Assert.Equal(HttpStatusCode.OK, byAdmin.StatusCode);
    }

    [Fact]
    public async Task Get_RefusedToTheCaller_IsNotRecorded()
    {
        var (person, other) = (await api.RegisterAsync(), await api.RegisterAsync());

        using var refused = await other.Client.GetAsync("/api/v1/users/" + person.Id);

        await ProblemAssert.IsAsync(refused, 403);
        Assert.Empty(await ReadsAsync(person.Client, person.Id));
    }

    private static async Task<JsonArray> ReadsAsync(HttpClient client, string id) =>
        (await client.GetJsonAsync($"/api/v1/users/{id}/reads"))["data"]!.AsArray();
}
