using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Nusaloka.Accounts;
using Nusaloka.Silo.Observability;

namespace Nusaloka.Api.RateLimits;

/// <summary>
/// Who is counted: an account, an address (for IPv6 the /64, which is what one customer gets), or an identifier by its hash, so that
/// neither memory nor Redis holds people's addresses.
/// </summary>
public readonly record struct Caller
{
    private const int HashLength = 16;

    private readonly string? _name;
    private readonly ulong _address;

    private Caller(string? name, ulong address) => (_name, _address) = (name, address);

    /// <summary>A person or program.</summary>
    public static Caller Account(string id) => new(id, 0);

    /// <summary>Whoever is at the address; all whose address is unknown are one.</summary>
    public static Caller At(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address is null || !address.TryWriteBytes(bytes, out var length))
            return default;
        if (length == 4)
            return new Caller(null, 0x1_0000_0000UL | BinaryPrimitives.ReadUInt32BigEndian(bytes));
        return address.AddressFamily == AddressFamily.InterNetworkV6 && address.IsIPv4MappedToIPv6
            ? new Caller(null, 0x1_0000_0000UL | BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]))
            : new Caller("v6", BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }

    /// <summary>Whoever has the e-mail address or phone number, in whatever way it is written; null when the body names none.</summary>
    public static Caller? Named(INameIdentifiers body) =>
        body.Email is { } email ? NamedEmail(email) : body.Phone is { } phone ? NamedPhone(phone) : null;

    /// <summary>Whoever has any of what the body names, which may be an e-mail address and a phone number.</summary>
    public static IEnumerable<Caller> AllNamed(INameIdentifiers body)
    {
        if (body.Email is not null && NamedEmail(body.Email) is { } byEmail)
            yield return byEmail;
        if (body.Phone is not null && NamedPhone(body.Phone) is { } byPhone)
            yield return byPhone;
    }

    /// <summary>
    /// Roughly where an address is, as long as somebody moves about in one network: the /16 of IPv4, the /32 of IPv6; null when it is not known.
    /// </summary>
    public static string? NetworkOf(IPAddress? address) => RoughNetwork.Of(address);

    /// <summary>Two together, for what is counted for the pair.</summary>
    public Caller With(Caller other) => new(Hash($"{this}\n{other}"), 0);

    /// <summary>For keys in Redis.</summary>
    public override string ToString() => _address == 0 ? _name ?? "unknown" : string.Create(CultureInfo.InvariantCulture, $"{_name ?? "v4"}:{_address:x}");

    private static Caller? NamedEmail(string email) => Named(Identifier.TryParseEmail(email, out var known) ? known.Key : email);

    private static Caller? NamedPhone(string phone) => Named(Identifier.TryParsePhone(phone, out var known) ? known.Key : phone);

    private static Caller? Named(string? identifier) => identifier is null ? null : new Caller(Hash(identifier.Trim().ToLowerInvariant()), 0);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, HashLength));
}
