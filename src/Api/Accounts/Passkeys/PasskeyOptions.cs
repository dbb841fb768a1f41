using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;

namespace Nusaloka.Api.Accounts.Passkeys;

/// <summary>For whom passkeys are made. Section <c>PASSKEYS</c>. Never taken from a request, whose Host anybody can write.</summary>
public sealed class PasskeyOptions : IValidatableObject
{
    /// <summary>What the origin of an Android app begins with; the SHA-256 of its signing certificate follows, in base64url.</summary>
    public const string AndroidOrigin = "android:apk-key-hash:";

    private const string Localhost = "localhost";

    private static readonly string[] DevelopmentOrigins = ["http://localhost:8080"];

    /// <summary>
    /// The relying party id: the domain that passkeys belong to, such as nusaloka.id. Changing it makes every passkey useless. Default:
    /// localhost.
    /// </summary>
    [ConfigurationKeyName("RP_ID"), Required(AllowEmptyStrings = false), MaxLength(253)]
    public string RelyingPartyId { get; init; } = Localhost;

    /// <summary>What people see as the name of the service when they make a passkey.</summary>
    [ConfigurationKeyName("RP_NAME"), Required(AllowEmptyStrings = false), MaxLength(64)]
    public string RelyingPartyName { get; init; } = "Nusaloka";

    /// <summary>
    /// Where ceremonies may take place, each exactly as browsers write it: https://app.nusaloka.id, or an Android app. Default: the port
    /// 8080 of this machine.
    /// </summary>
    [ConfigurationKeyName("ORIGINS")]
    public string[] Origins { get; init; } = [];

    /// <summary>
    /// The application id of the Android app, such as id.nusaloka.app, whose signers <see cref="Origins"/> names: Android asks
    /// /.well-known/assetlinks.json for both. Default: none.
    /// </summary>
    [ConfigurationKeyName("ANDROID_PACKAGE"), RegularExpression(@"([A-Za-z]\w*(\.[A-Za-z]\w*)+)?"), MaxLength(255)]
    public string AndroidPackage { get; init; } = "";

    /// <summary>
    /// The apps on Apple's systems, each TEAM.BUNDLE such as A1B2C3D4E5.id.nusaloka.app, which /.well-known/apple-app-site-association names. Default: none.
    /// </summary>
    [ConfigurationKeyName("APPLE_APPS")]
    public string[] AppleApps { get; init; } = [];

    /// <summary>Those of <see cref="Origins"/>, or the default.</summary>
    public IReadOnlyList<string> AllowedOrigins => Origins.Length > 0 ? Origins : DevelopmentOrigins;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Uri.CheckHostName(RelyingPartyId) != UriHostNameType.Dns || RelyingPartyId.Any(char.IsAsciiLetterUpper))
        {
            yield return new ValidationResult(
                $"NUSALOKA_PASSKEYS__RP_ID is '{RelyingPartyId}'; it must be a domain in lower case, without scheme and port, such as nusaloka.id.",
                [nameof(RelyingPartyId)]);
        }

        foreach (var app in AppleApps.Where(static app => !IsAppleApp(app)))
        {
            yield return new ValidationResult(
                $"NUSALOKA_PASSKEYS__APPLE_APPS has '{app}'; it must be TEAM.BUNDLE, such as A1B2C3D4E5.id.nusaloka.app.", [nameof(AppleApps)]);
        }

        for (var i = 0; i < AllowedOrigins.Count; i++)
        {
            if (!IsOrigin(AllowedOrigins[i]))
            {
                yield return new ValidationResult(
                    $"NUSALOKA_PASSKEYS__ORIGINS__{i} is '{AllowedOrigins[i]}'; it must be https://HOST or https://HOST:PORT, where HOST is "
                    + $"{RelyingPartyId} or ends in .{RelyingPartyId}, or {AndroidOrigin} and a hash. Only localhost may have http.",
                    [nameof(Origins)]);
            }
        }
    }

    private static bool IsAppleApp(string app) =>
        app.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && dot < app.Length - 1 && app.Length <= 255
        && app.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-');

    private bool IsOrigin(string origin)
    {
        if (origin.StartsWith(AndroidOrigin, StringComparison.Ordinal))
            return origin.Length > AndroidOrigin.Length && Base64Url.IsValid(origin.AsSpan(AndroidOrigin.Length));
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != origin || uri.UserInfo.Length > 0)
            return false;

        var isSafe = uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.Host == Localhost);
        return isSafe && (uri.Host == RelyingPartyId || uri.Host.EndsWith("." + RelyingPartyId, StringComparison.Ordinal));
    }
}
