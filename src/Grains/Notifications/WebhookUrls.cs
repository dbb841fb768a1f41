using System.Net;
using System.Net.Sockets;

namespace Nusaloka.Grains.Notifications;

/// <summary>
/// Which addresses of others we call. People name them, so none may lead into our own network (server-side request forgery): the name is
/// looked at when it is given, and what it resolves to at each connection.
/// </summary>
internal static class WebhookUrls
{
    /// <summary>Whether the text is an https address with a host name, without user and fragment, on the usual port.</summary>
    public static bool IsPublicHttps(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0
        && uri.HostNameType == UriHostNameType.Dns && uri.Host.Contains('.', StringComparison.Ordinal)
        && !uri.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        && !uri.Host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase) && !uri.Host.EndsWith(".local", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an address is one of the public internet: of the ranges of the IANA registries for special purposes none.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork ? IsPublic4(address.GetAddressBytes()) : IsPublic6(address);
    }

    private static bool IsPublic4(byte[] bytes) => bytes switch
    {
        [0 or 10 or 127, ..] => false,
        [100, >= 64 and <= 127, ..] => false,
        [169, 254, ..] => false,
        [172, >= 16 and <= 31, ..] => false,
        [192, 0, 0 or 2, _] => false,
        [192, 88, 99, _] => false,
        [192, 168, ..] => false,
        [198, 18 or 19, ..] => false,
        [198, 51, 100, _] => false,
        [203, 0, 113, _] => false,
        [>= 224, ..] => false,
        _ => true,
    };

    // Global unicast is 2000::/3; in it are Teredo and others of 2001::/23, documentation 2001:db8::/32, 6to4 2002::/16 and 3fff::/20.
    private static bool IsPublic6(IPAddress address) => address.GetAddressBytes() switch
    {
        [0x20, 0x01, 0x00 or 0x01, ..] => false,
        [0x20, 0x01, 0x0d, 0xb8, ..] => false,
        [0x20, 0x02, ..] => false,
        [0x3f, 0xff, < 0x10, ..] => false,
        [>= 0x20 and <= 0x3f, ..] => true,
        _ => false,
    };
}
