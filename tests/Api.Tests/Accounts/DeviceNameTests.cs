using Nusaloka.Api.Accounts;

namespace Nusaloka.Api.Tests.Accounts;

public sealed class DeviceNameTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36", "Chrome, Android")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0", "Edge, Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1", "Safari, iPhone")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox, Linux")]
    [InlineData("nusaloka-android/2.1 (build 7)", "nusaloka-android/2.1")]
    [InlineData("curl/8.11.0", "curl/8.11.0")]
    [InlineData("", "")]
    [InlineData("\u202Eterbalik", "")]
    public void Of_UserAgent_IsAShortName(string userAgent, string expected) => Assert.Equal(expected, DeviceName.Of(userAgent));

    [Fact]
    public void Of_EndlessUserAgent_IsCut() => Assert.Equal(100, DeviceName.Of(new string('x', 10_000)).Length);
}
