using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Grains.Accounts;

namespace Nusaloka.Grains.Referral;

/// <summary>
/// Makes fingerprints of identifiers, devices and network addresses: the same for the same, and without the master key nobody can tell
/// of what. So a reward can be given once to a person, also after they were forgotten.
/// </summary>
internal sealed class ReferralFingerprints(IOptions<AuthenticationOptions> options)
{
    private const int Ipv6PrefixBytes = 8;

    private readonly ImmutableArray<byte[]> _keys = options.Value.DeriveKeys("nusaloka referral fingerprints"u8.ToArray());

    /// <summary>
    /// Of a person's identifiers in the form in which tags and dots that change nothing are left out. One for each master key that there is,
    /// so that who was counted under one from before is known.
    /// </summary>
    public IEnumerable<string> OfIdentifiers(Account account)
    {
        foreach (var key in _keys)
        {
            if (account.Email is { } email)
                yield return Of(key, "email", CanonicalEmail(email));
            if (account.Phone is { } phone)
                yield return Of(key, "phone", phone);
        }
    }

    /// <summary>Of what the app calls the device; null when it does not say.</summary>
    public string? OfDevice(string? deviceId) => string.IsNullOrWhiteSpace(deviceId) ? null : Of(_keys[0], "device", deviceId.Trim());

    /// <summary>
    /// Of a network address: of IPv6 the first 64 bits, which one household has. Null for none, and for private ones, behind which is
    /// whoever came through a proxy of ours.
    /// </summary>
    public string? OfAddress(string? address)
    {
        if (!IPAddress.TryParse(address, out var parsed))
            return null;
        if (parsed.IsIPv4MappedToIPv6)
            parsed = parsed.MapToIPv4();

        var bytes = parsed.GetAddressBytes();
        if (IPAddress.IsLoopback(parsed) || parsed.IsIPv6LinkLocal || parsed.IsIPv6UniqueLocal || IsPrivate(parsed, bytes))
            return null;
        return Of(_keys[0], "address", Convert.ToHexStringLower(parsed.AddressFamily == AddressFamily.InterNetworkV6 ? bytes[..Ipv6PrefixBytes] : bytes));
    }

    /// <summary>a.b+c@gmail.com and ab@googlemail.com are one mailbox; of others only what follows a plus is a tag.</summary>
    internal static string CanonicalEmail(string email)
    {
        var at = email.LastIndexOf('@');
        var (local, domain) = (email[..at], email[(at + 1)..]);
        var plus = local.IndexOf('+', StringComparison.Ordinal);
        if (plus > 0)
            local = local[..plus];
        return domain is "gmail.com" or "googlemail.com"
            ? local.Replace(".", "", StringComparison.Ordinal) + "@gmail.com"
            : local + "@" + domain;
    }

    private static bool IsPrivate(IPAddress address, byte[] bytes) => address.AddressFamily == AddressFamily.InterNetwork && bytes switch
    {
        [0 or 10, ..] => true,
        [100, >= 64 and <= 127, ..] => true,
        [169, 254, ..] => true,
        [172, >= 16 and <= 31, ..] => true,
        [192, 168, ..] => true,
        _ => false,
    };

    private static string Of(byte[] key, string kind, string value) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind}\n{value}"))));
}
