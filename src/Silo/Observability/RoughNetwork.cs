using System.Globalization;
using System.Net;

namespace Nusaloka.Silo.Observability;

/// <summary>Where somebody is, as roughly as records may know it.</summary>
public static class RoughNetwork
{
    /// <summary>
    /// The network of an address, as long as somebody moves about in it: the /16 of IPv4, the /32 of IPv6; null when the address is not known.
    /// </summary>
    public static string? Of(IPAddress? address)
    {
        if (address is null)
            return null;
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        return bytes.Length == 4
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes[0]}.{bytes[1]}")
            : Convert.ToHexStringLower(bytes.AsSpan(0, 4));
    }
}
