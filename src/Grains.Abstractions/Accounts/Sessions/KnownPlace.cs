namespace Nusaloka.Accounts.Sessions;

/// <summary>With what, or roughly from where, somebody has signed in lately: whoever signs in otherwise is told of it.</summary>
/// <param name="Device">The device, as it said; null for a network.</param>
/// <param name="Network">The first half of an IPv4 address or the first 32 bits of an IPv6 address; null for a device.</param>
/// <param name="LastAt">When last, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.KnownPlace")]
public sealed record KnownPlace(
    [property: Id(0)] string? Device,
    [property: Id(1)] string? Network,
    [property: Id(2)] DateTimeOffset LastAt);
