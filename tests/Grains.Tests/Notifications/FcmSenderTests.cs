using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Notifications;
using Nusaloka.Grains.Notifications.Fcm;
using Nusaloka.Notifications;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>Apps get push messages by Firebase's HTTP v1 API.</summary>
public sealed class FcmSenderTests : IAsyncLifetime
{
    private readonly RSA _key = RSA.Create(2048);
    private ScriptedServer? _google;
    private ServiceProvider? _services;

    private ScriptedServer Google => _google ?? throw new InvalidOperationException("The server is not started yet.");

    public async Task InitializeAsync()
    {
        _google = await ScriptedServer.StartAsync();
        _google.On("POST /token", 200, """{"access_token":"t1","expires_in":3600,"token_type":"Bearer"}""");
        var options = Options.Create(new FcmOptions
        {
            ProjectId = "nusaloka", ClientEmail = "push@nusaloka.iam", PrivateKey = _key.ExportPkcs8PrivateKeyPem(),
            BaseUrl = _google.Address, TokenUrl = _google.Address + "/token",
        });
        _services = new ServiceCollection().AddHttpClient().AddSingleton(TimeProvider.System).AddSingleton<IOptions<FcmOptions>>(options)
            .AddSingleton<FcmTokens>().AddSingleton<FcmSender>().BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        await Google.DisposeAsync();
        _key.Dispose();
    }

    [Fact]
    public async Task Send_TwoMessages_AsksForOneTokenAndSendsBoth()
    {
        Google.On("POST /v1/projects/nusaloka/messages:send", 200, """{"name":"projects/nusaloka/messages/1"}""");

        await SendAsync();
        await SendAsync();

        var asked = Assert.Single(Google.Seen, static one => one.Target == "/token");
        var assertion = asked.Form["assertion"].Split('.');
        Assert.True(_key.VerifyData(Encoding.ASCII.GetBytes(assertion[0] + "." + assertion[1]), System.Buffers.Text.Base64Url.DecodeFromChars(assertion[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var claims = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(assertion[1]))!;
        Assert.Equal("push@nusaloka.iam", claims["iss"]!.GetValue<string>());
        var sent = Google.Seen.Where(static one => one.Target.EndsWith(":send", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, sent.Length);
        Assert.All(sent, static one => Assert.Equal("Bearer t1", one.Headers["Authorization"]));
        var message = sent[0].Json["message"]!;
        Assert.Equal(("token-1", "Judul", "Isi"), (message["token"]!.GetValue<string>(), message["notification"]!["title"]!.GetValue<string>(), message["notification"]!["body"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData(404, typeof(PushGoneException))]
    [InlineData(400, typeof(DeliveryRefusedException))]
    [InlineData(429, typeof(HttpRequestException))]
    [InlineData(503, typeof(HttpRequestException))]
    public async Task Send_WhatFirebaseRefuses_SaysWhetherTryingAgainHelps(int status, Type failure)
    {
        Google.On("POST /v1/projects/nusaloka/messages:send", status, """{"error":{}}""");

        await Assert.ThrowsAsync(failure, SendAsync);
    }

    [Theory]
    [InlineData(429, "120", 120)]
    [InlineData(503, "86400", 6 * 60 * 60)]
    public async Task Send_WhatFirebaseWantsLater_SaysWhen(int status, string retryAfter, int seconds)
    {
        Google.On("POST /v1/projects/nusaloka/messages:send", context =>
        {
            (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (status, retryAfter);
            return Task.CompletedTask;
        });

        var postponed = await Assert.ThrowsAsync<DeliveryPostponedException>(SendAsync);

        Assert.Equal(TimeSpan.FromSeconds(seconds), postponed.After);
    }

    [Fact]
    public async Task Send_WithATokenThatIsRefused_AsksForAnother()
    {
        Google.On("POST /v1/projects/nusaloka/messages:send", 401, """{"error":{}}""").On("POST /v1/projects/nusaloka/messages:send", 200, "{}");

        await Assert.ThrowsAsync<HttpRequestException>(SendAsync);
        await SendAsync();

        Assert.Equal(2, Google.Seen.Count(static one => one.Target == "/token"));
    }

    private Task SendAsync()
    {
        var id = Guid.Parse("3f1d9c64-0b1e-8a55-9d51-0f6b1f2c3d4e");
        var outgoing = new OutgoingNotification(
            id, new OrderedDelivery("a", [id], NotificationChannel.Push, "d", default), "id",
            [new Notification(id.ToString(), "a", "wallet.sent", NotificationCategory.Wallet, "Judul", "Isi", null, default, null)]);
        return _services!.GetRequiredService<FcmSender>().SendAsync(new PushTarget(PushKind.Fcm, "token-1", null, null), outgoing, CancellationToken.None);
    }
}
