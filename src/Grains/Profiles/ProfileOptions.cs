using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Profiles;

/// <summary>What profiles may show. Section <c>PROFILES</c>.</summary>
public sealed class ProfileOptions
{
    /// <summary>
    /// The domains at which photos may be, separated by semicolons; each stands for its subdomains, too. Whoever looks at a person asks that host for the photo, which
    /// so learns who looks: let it be one of ours. <c>*</c> allows any. Default: nusaloka.id.
    /// </summary>
    [ConfigurationKeyName("PHOTO_HOSTS"), RegularExpression(@"\*|[a-z0-9.-]+(;[a-z0-9.-]+)*", ErrorMessage = "NUSALOKA_PROFILES__PHOTO_HOSTS must be domains in lower case, separated by semicolons, or *."), MaxLength(1_000)]
    public string PhotoHosts { get; set; } = "nusaloka.id";

    /// <summary>Whether a photo may be at the host.</summary>
    public bool AllowsPhotosAt(string host) => PhotoHosts == "*" || PhotoHosts.Split(';')
        .Any(allowed => host == allowed || host.EndsWith("." + allowed, StringComparison.Ordinal));
}
