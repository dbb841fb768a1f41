using System.Net;
using Nusaloka.Grains.Notifications;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>No address that somebody names leads into our own network.</summary>
public sealed class WebhookUrlsTests
{
    [Theory]
    [InlineData("https://hook.contoh.id/a?b=c", true)]
    [InlineData("http://hook.contoh.id/", false)]
    [InlineData("https://hook.contoh.id:8443/", false)]
    [InlineData("https://user@hook.contoh.id/", false)]
    [InlineData("https://hook.contoh.id/#a", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("https://[::1]/", false)]
    [InlineData("https://localhost/", false)]
    [InlineData("https://a.localhost/", false)]
    [InlineData("https://metadata.google.internal/", false)]
    [InlineData("https://printer.local/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("hook", false)]
    public void IsPublicHttps_TellsAddressesApart(string url, bool isPublic) => Assert.Equal(isPublic, WebhookUrls.IsPublicHttps(url));

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("103.10.66.1", true)]
    [InlineData("172.15.0.1", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("203.0.113.7", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:a00:1::", false)]
    public void IsPublic_TellsAddressesApart(string address, bool isPublic) => Assert.Equal(isPublic, WebhookUrls.IsPublic(IPAddress.Parse(address)));
}
