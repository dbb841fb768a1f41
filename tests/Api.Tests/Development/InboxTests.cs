using System.Net;

namespace Nusaloka.Api.Tests.Development;

[Collection(ApiCollection.Name)]
public sealed class InboxTests(ApiServer api)
{
    [Fact]
    public async Task Inbox_InProduction_IsNotThere()
    {
        using var forge = new TokenForge();
        await using var app = ApiServer.Build(api.Database.ConnectionString, forge, new LogCapture(), ["--environment=Production"]);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = ApiServer.AddressOf(app) };

        using var inbox = await client.GetAsync("/development/inbox");
        using var document = await client.GetAsync("/openapi/v1.json");

        Assert.Equal(HttpStatusCode.NotFound, inbox.StatusCode);
        Assert.DoesNotContain("/development/inbox", await document.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await app.StopAsync();
    }

    [Theory]
    [InlineData("--SMTP:FROM=bukan alamat", "NUSALOKA_SMTP__FROM")]
    [InlineData("--SMS:ACCOUNT_SID=AC1", "NUSALOKA_SMS__AUTH_TOKEN")]
    [InlineData("--CODES:LIFETIME=01:00:00", "Lifetime")]
    public async Task Settings_ThatCannotBe_StopTheStartWithTheirName(string setting, string name)
    {
        using var forge = new TokenForge();
        await using var app = ApiServer.Build(api.Database.ConnectionString, forge, new LogCapture(), [setting]);

        var refusal = await Record.ExceptionAsync(() => app.StartAsync());

        Assert.Contains(name, refusal?.Message ?? "", StringComparison.Ordinal);
    }
}
