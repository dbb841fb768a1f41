using System.Buffers.Text;
using Nusaloka.Api.Http;
using Nusaloka.Api.RateLimits;

namespace Nusaloka.Api.Accounts.Passkeys;

/// <summary>
/// Which apps may use the passkeys of our domain: Android and Apple's systems ask the domain, at these places, before they let an app do so.
/// </summary>
public static class AppLinkEndpoints
{
    private const int FingerprintBytes = 32;

    private static readonly string[] Permissions = ["delegate_permission/common.get_login_creds", "delegate_permission/common.handle_all_urls"];

    private static readonly AndroidLinkResponse AndroidExample = new(
        Permissions, new AndroidAppResponse("android_app", "id.nusaloka.app", [Fingerprint(new byte[FingerprintBytes])]));

    /// <summary>Adds /.well-known/assetlinks.json and /.well-known/apple-app-site-association.</summary>
    public static void MapAppLinks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/.well-known").AllowAnonymous().ExemptFromRateLimits().WithTags("Operations");
        group.MapGet("/assetlinks.json", (PasskeyOptions options, HttpContext context) => Cached(context, Android(options)))
            .WithName("get_asset_links").WithSummary("The Android apps that may use our passkeys")
            .WithDescription("Digital Asset Links. Empty when no app is configured.")
            .Produces<IReadOnlyList<AndroidLinkResponse>>().ResponseExample(new[] { AndroidExample });
        group.MapGet("/apple-app-site-association", (PasskeyOptions options, HttpContext context) => Cached(context, Apple(options)))
            .WithName("get_apple_app_site_association").WithSummary("The apps on Apple's systems that may use our passkeys")
            .WithDescription("Associated domains, for webcredentials. Empty when no app is configured.")
            .Produces<AppleLinksResponse>().ResponseExample(new AppleLinksResponse(new AppleAppsResponse(["A1B2C3D4E5.id.nusaloka.app"])));
    }

    /// <summary>The Android app, signed by whoever the origins name; none without a name or without such an origin.</summary>
    internal static IReadOnlyList<AndroidLinkResponse> Android(PasskeyOptions options)
    {
        string[] fingerprints = [.. options.AllowedOrigins
            .Where(static origin => origin.StartsWith(PasskeyOptions.AndroidOrigin, StringComparison.Ordinal))
            .Select(static origin => Fingerprint(Base64Url.DecodeFromChars(origin.AsSpan(PasskeyOptions.AndroidOrigin.Length))))];
        return options.AndroidPackage.Length == 0 || fingerprints.Length == 0
            ? []
            : [new AndroidLinkResponse(Permissions, new AndroidAppResponse("android_app", options.AndroidPackage, fingerprints))];
    }

    /// <summary>The apps on Apple's systems.</summary>
    internal static AppleLinksResponse Apple(PasskeyOptions options) => new(new AppleAppsResponse(options.AppleApps));

    private static string Fingerprint(ReadOnlySpan<byte> hash) => string.Join(':', Convert.ToHexString(hash).Chunk(2).Select(static pair => new string(pair)));

    // The same for everybody, and asked for by the makers of the systems, not by people.
    private static T Cached<T>(HttpContext context, T answer)
    {
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return answer;
    }
}
