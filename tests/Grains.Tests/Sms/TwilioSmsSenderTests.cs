using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Sms;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Sms;

/// <summary>What an SMS provider is asked, and what is made of its answers; over HTTP, with answers as Twilio's documentation shows them.</summary>
public sealed class TwilioSmsSenderTests : IAsyncLifetime
{
    private const string Path = "POST /2010-04-01/Accounts/AC123/Messages.json";

    private ScriptedServer? _server;
    private ServiceProvider? _services;

    private ScriptedServer Server => _server ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync() => _server = await ScriptedServer.StartAsync();

    public async Task DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task Send_AMessage_PostsTheFormWithTheAccountsPassword()
    {
        Server.On(Path, 201, """{"sid":"SM1","status":"queued","error_code":null}""");

        await Sender().SendAsync(Message(), CancellationToken.None);

        var seen = Assert.Single(Server.Seen);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("AC123:rahasia")), seen.Headers["Authorization"]);
        Assert.Equal("application/x-www-form-urlencoded", seen.Headers["Content-Type"]);
        Assert.Equal("To=%2B6281234567890&From=%2B15005550006&Body=123456+kode+%26+%C3%A9", seen.Body);
    }

    [Fact]
    public async Task Send_ByAnApiKeyAndAMessagingService_SaysSo()
    {
        Server.On(Path, 201, "{}");

        await Sender(("API_KEY_SID", "SK9"), ("FROM", "MG77")).SendAsync(Message(), CancellationToken.None);

        var seen = Assert.Single(Server.Seen);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("SK9:rahasia")), seen.Headers["Authorization"]);
        Assert.Contains("&MessagingServiceSid=MG77&", seen.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ToANumberThatIsNone_IsRefusedWithTheProvidersReason()
    {
        Server.On(Path, 400, """{"code":21211,"message":"The 'To' number +62 is not a valid phone number.","more_info":"https://www.twilio.com/docs/errors/21211","status":400}""");

        var refusal = await Assert.ThrowsAsync<DeliveryRefusedException>(() => Sender().SendAsync(Message(), CancellationToken.None));

        Assert.Contains("21211", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("+62", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, """{"code":20003,"message":"Authenticate","status":401}""")]
    [InlineData(404, """{"code":20404,"status":404}""")]
    [InlineData(429, """{"code":20429,"status":429}""")]
    [InlineData(500, "<html>oops</html>")]
    [InlineData(503, "")]
    public async Task Send_WhenTheProviderCannot_MayBeTriedAgain(int status, string body)
    {
        Server.On(Path, status, body);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => Sender().SendAsync(Message(), CancellationToken.None));

        Assert.Equal(status, (int?)failure.StatusCode);
    }

    [Fact]
    public async Task Send_ToAnAddressThatPointsElsewhere_DoesNotFollow()
    {
        Server.On(Path, context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<HttpRequestException>(() => Sender().SendAsync(Message(), CancellationToken.None));

        Assert.Single(Server.Seen);
    }

    [Fact]
    public async Task Send_WhenTheConnectionBreaks_MayBeTriedAgain()
    {
        Server.On(Path, static context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<HttpRequestException>(() => Sender().SendAsync(Message(), CancellationToken.None));
    }

    private static SmsMessage Message() => new("+6281234567890", "123456 kode & é", Guid.Parse(GrainCluster.NewId()));

    private ISmsSender Sender(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["SMS:ACCOUNT_SID"] = "AC123",
            ["SMS:AUTH_TOKEN"] = "rahasia",
            ["SMS:FROM"] = "+15005550006",
            ["SMS:BASE_URL"] = Server.Address,
        }).AddInMemoryCollection(settings.ToDictionary(static one => "SMS:" + one.Name, static one => (string?)one.Value)).Build();
        _services = new ServiceCollection().AddSms(configuration).BuildServiceProvider();
        return _services.GetRequiredService<ISmsSender>();
    }
}
