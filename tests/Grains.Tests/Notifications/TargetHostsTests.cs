using Microsoft.Extensions.Options;
using Nusaloka.Grains.Notifications;

namespace Nusaloka.Grains.Tests.Notifications;

public sealed class TargetHostsTests
{
    [Theory]
    [InlineData("https://fcm.googleapis.com/fcm/send/abc", true)]
    [InlineData("https://updates.push.services.mozilla.com/wpush/v2/abc", true)]
    [InlineData("https://web.push.apple.com/abc", true)]
    [InlineData("https://wns2-sg2p.notify.windows.com/w/?token=abc", true)]
    [InlineData("https://FCM.googleapis.com/abc", true)]
    [InlineData("https://push.apple.com/abc", false)]
    [InlineData("https://evilpush.apple.com.contoh.id/abc", false)]
    [InlineData("https://evil-push.apple.com/abc", false)]
    [InlineData("https://fcm.googleapis.com.contoh.id/abc", false)]
    [InlineData("https://fcm.googleapis.com:8443/abc", false)]
    [InlineData("http://fcm.googleapis.com/abc", false)]
    [InlineData("https://fcm.googleapis.com@contoh.id/abc", false)]
    [InlineData("https://contoh.id/abc", false)]
    [InlineData("http://127.0.0.1:5000/abc", false)]
    [InlineData("fcm.googleapis.com", false)]
    public void IsPush_KnowsTheServicesAndNoOthers(string url, bool isKnown) => Assert.Equal(isKnown, Hosts(new()).IsPush(url));

    [Fact]
    public void Loopback_IsForTestsOnOneMachineAlone()
    {
        var testing = Hosts(new() { AllowPrivateTargets = true });

        Assert.True(testing.IsPush("http://127.0.0.1:5000/abc"));
        Assert.True(testing.IsWebhook("http://127.0.0.1:5000/abc"));
        Assert.False(testing.IsPush("https://contoh.id/abc"));
        Assert.False(testing.IsWebhook("http://10.0.0.1/abc"));
        Assert.False(Hosts(new()).IsWebhook("http://127.0.0.1:5000/abc"));
    }

    [Theory]
    [InlineData("push.contoh.id *.contoh.id", true)]
    [InlineData("localhost", false)]
    [InlineData("*", false)]
    [InlineData("*.", false)]
    [InlineData("https://contoh.id", false)]
    public void Validate_OfTheHosts(string hosts, bool isValid)
    {
        var options = new NotificationOptions { PushHosts = hosts };

        Assert.Equal(isValid, !options.Validate(new(options)).Any());
    }

    private static TargetHosts Hosts(NotificationOptions options) => new(Options.Create(options));
}
