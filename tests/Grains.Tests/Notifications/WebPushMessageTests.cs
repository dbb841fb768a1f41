using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Nusaloka.Grains.Notifications.WebPush;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>Push messages are encrypted as RFC 8291 says.</summary>
public sealed class WebPushMessageTests
{
    // RFC 8291, section 5 and appendix A.
    private const string Plain = "When I grow up, I want to be a watermelon";
    private const string ServerPrivate = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private const string ServerPublic = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private const string BrowserPublic = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private const string AuthSecret = "BTBZMqHH6r4Tts7J_aSIgg";
    private const string Salt = "DGv6ra1nlYgDCS1FRnbzlw";
    private const string Body = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    [Fact]
    public void Encrypt_TheExampleOfTheSpecification_IsWhatItSays()
    {
        using var key = Key(ServerPublic, ServerPrivate);

        var body = WebPushMessage.Encrypt(Encoding.UTF8.GetBytes(Plain), Bytes(BrowserPublic), Bytes(AuthSecret), key, Bytes(Salt));

        Assert.Equal(Body, Base64Url.EncodeToString(body));
    }

    [Fact]
    public void Encrypt_TheSameTwice_IsReadableByTheBrowserAndNeverTheSame()
    {
        using var browser = new Browser();
        var message = RandomNumberGenerator.GetBytes(WebPushMessage.MaxLength);

        var first = WebPushMessage.Encrypt(message, browser.PublicKey, browser.Auth);
        var second = WebPushMessage.Encrypt(message, browser.PublicKey, browser.Auth);

        Assert.Equal(message, browser.Decrypt(first));
        Assert.Equal(message, browser.Decrypt(second));
        Assert.NotEqual(first, second);
        Assert.Equal(4096, first.Length);
    }

    [Fact]
    public void Encrypt_MoreThanFits_IsRefused()
    {
        using var browser = new Browser();

        Assert.Throws<ArgumentException>(() => WebPushMessage.Encrypt(new byte[WebPushMessage.MaxLength + 1], browser.PublicKey, browser.Auth));
    }

    [Fact]
    public void ImportPublicKey_OfAPointThatIsNotOnTheCurve_IsRefused()
    {
        var off = Bytes(BrowserPublic);
        off[^1] ^= 1;

        Assert.ThrowsAny<CryptographicException>(() => WebPushMessage.ImportPublicKey(off).Dispose());
        Assert.ThrowsAny<CryptographicException>(() => WebPushMessage.ImportPublicKey(off.AsSpan(1)).Dispose());
    }

    [Fact]
    public void Header_OfAToken_IsSignedForTheOriginOfThePushService()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = new DateTimeOffset(2026, 1, 6, 0, 0, 0, TimeSpan.Zero);

        var header = VapidToken.Header(key, new Uri("https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV"), "mailto:a@b.id", now);

        var parts = header["vapid t=".Length..].Split(", k=");
        var token = parts[0].Split('.');
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes(token[0] + "." + token[1]), Bytes(token[2]), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        var claims = System.Text.Json.Nodes.JsonNode.Parse(Bytes(token[1]))!;
        Assert.Equal("https://push.example.net", claims["aud"]!.GetValue<string>());
        Assert.Equal("mailto:a@b.id", claims["sub"]!.GetValue<string>());
        Assert.InRange(claims["exp"]!.GetValue<long>(), now.ToUnixTimeSeconds() + 1, now.AddHours(24).ToUnixTimeSeconds());
        Assert.Equal(65, Bytes(parts[1]).Length);
    }

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);

    private static ECDiffieHellman Key(string publicKey, string privateKey) => ECDiffieHellman.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        D = Bytes(privateKey),
        Q = new ECPoint { X = Bytes(publicKey)[1..33], Y = Bytes(publicKey)[33..] },
    });
}
