using System.Net;
using Nusaloka.Api.Accounts.Passkeys;

namespace Nusaloka.Api.Tests.Accounts.Passkeys;

/// <summary>What Android and Apple's systems read before an app may use our passkeys.</summary>
[Collection(ApiCollection.Name)]
public sealed class AppLinkTests(ApiServer api)
{
    // Android's own documentation: the certificate's SHA-256 in hexadecimal, and as an origin has it.
    private const string Origin = "android:apk-key-hash:-sYXRdwJA3hvue3mKpYrOZ9zSPC7b4mbgzJmdZEDO5w";
    private const string Fingerprint = "FA:C6:17:45:DC:09:03:78:6F:B9:ED:E6:2A:96:2B:39:9F:73:48:F0:BB:6F:89:9B:83:32:66:75:91:03:3B:9C";

    [Fact]
    public void Android_AnAppAndItsOrigins_AreOneStatementWithBothSigners()
    {
        var other = "android:apk-key-hash:" + new string('A', 43);
        var options = new PasskeyOptions { AndroidPackage = "id.nusaloka.app", Origins = ["https://nusaloka.id", Origin, other] };

        var statement = Assert.Single(AppLinkEndpoints.Android(options));

        Assert.Contains("delegate_permission/common.get_login_creds", statement.Relation);
        Assert.Equal(("android_app", "id.nusaloka.app"), (statement.Target.Namespace, statement.Target.PackageName));
        Assert.Equal([Fingerprint, string.Join(':', Enumerable.Repeat("00", 32))], statement.Target.Sha256CertFingerprints);
    }

    [Fact]
    public void Android_WithoutANameOrWithoutASigner_IsNone()
    {
        Assert.Empty(AppLinkEndpoints.Android(new PasskeyOptions { AndroidPackage = "id.nusaloka.app" }));
        Assert.Empty(AppLinkEndpoints.Android(new PasskeyOptions { Origins = [Origin] }));
    }

    [Fact]
    public void Apple_Apps_AreForPasskeys() => Assert.Equal(
        ["A1B2C3D4E5.id.nusaloka.app"], AppLinkEndpoints.Apple(new PasskeyOptions { AppleApps = ["A1B2C3D4E5.id.nusaloka.app"] }).Webcredentials.Apps);

    [Theory]
    [InlineData("/.well-known/assetlinks.json", "[]")]
    [InlineData("/.well-known/apple-app-site-association", """{"webcredentials":{"apps":[]}}""")]
    public async Task Documents_WithoutApps_AreEmptyJsonForEverybody(string path, string expected)
    {
        using var response = await api.Anonymous.GetAsync(path);

        Assert.Equal((HttpStatusCode.OK, "application/json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
    }
}
