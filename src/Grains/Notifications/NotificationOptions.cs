using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Notifications;

/// <summary>The settings NUSALOKA_NOTIFICATIONS__*.</summary>
internal sealed class NotificationOptions : IValidatableObject
{
    /// <summary>
    /// The address of the API as people reach it, such as https://api.contoh.id, for the link by which mails are switched off. Default: empty,
    /// and mails have no such link.
    /// </summary>
    [ConfigurationKeyName("PUBLIC_URL")]
    public string PublicUrl { get; set; } = "";

    /// <summary>Whom push services may ask about our push messages (RFC 8292): mailto: or https:. Default: mailto:admin@nusaloka.id.</summary>
    [Required, ConfigurationKeyName("PUSH_CONTACT")]
    public string PushContact { get; set; } = "mailto:admin@nusaloka.id";

    /// <summary>
    /// Whether people are told of movements between wallets; two rows for each transfer, written after it. Default: true.
    /// </summary>
    public bool Movements { get; set; } = true;

    /// <summary>
    /// The hosts of the push services at which browsers may have their devices, with a space between; <c>*.</c> stands for anything before. Default: those of
    /// Chrome, Firefox, Edge and Safari.
    /// </summary>
    [Required, ConfigurationKeyName("PUSH_HOSTS")]
    public string PushHosts { get; set; } = "fcm.googleapis.com updates.push.services.mozilla.com *.notify.windows.com *.push.apple.com";

    /// <summary>Whether webhooks and push services may be at private addresses: for tests on one machine. Default: false.</summary>
    [ConfigurationKeyName("ALLOW_PRIVATE_TARGETS")]
    public bool AllowPrivateTargets { get; set; }

    /// <summary>The hosts one by one.</summary>
    internal string[] PushServices => PushHosts.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicUrl.Length > 0 && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return new ValidationResult($"NUSALOKA_NOTIFICATIONS__PUBLIC_URL is '{PublicUrl}': it must be an http or https address.");
        if (!PushContact.StartsWith("mailto:", StringComparison.Ordinal) && !PushContact.StartsWith("https:", StringComparison.Ordinal))
            yield return new ValidationResult($"NUSALOKA_NOTIFICATIONS__PUSH_CONTACT is '{PushContact}': it must begin with mailto: or https:.");
        foreach (var host in PushServices)
        {
            var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
            if (Uri.CheckHostName(name) != UriHostNameType.Dns || !name.Contains('.', StringComparison.Ordinal))
                yield return new ValidationResult($"NUSALOKA_NOTIFICATIONS__PUSH_HOSTS has '{host}': it must be a host name with a dot, or *. before one.");
        }
    }
}
