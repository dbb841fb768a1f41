using System.Collections.Immutable;

namespace Nusaloka.Accounts.Sessions;

/// <summary>One sign-in on one device, as its owner sees it.</summary>
/// <param name="Id">A UUID.</param>
/// <param name="Device">What it was begun with.</param>
/// <param name="StartedAt">When the person signed in, UTC.</param>
/// <param name="LastUsedAt">When it was last refreshed, UTC.</param>
/// <param name="ExpiresAt">When it ends unless it is refreshed before, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Session")]
public sealed record Session(
    [property: Id(0)] string Id,
    [property: Id(1)] string Device,
    [property: Id(2)] DateTimeOffset StartedAt,
    [property: Id(3)] DateTimeOffset LastUsedAt,
    [property: Id(4)] DateTimeOffset ExpiresAt)
{
    /// <summary>How the person proved who they are, see <see cref="SignInMethods"/>.</summary>
    [Id(5)]
    public ImmutableArray<string> Methods { get; init; } = [];

    /// <summary>Roughly from where: the first half of an IPv4 address, the first 32 bits of an IPv6 address; null when that is not known.</summary>
    [Id(6)]
    public string? Network { get; init; }
}

/// <summary>The sessions of a person.</summary>
/// <param name="Sessions">The one used last first.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SessionList")]
public sealed record SessionList([property: Id(0)] ImmutableArray<Session> Sessions)
{
    /// <summary>With what and from where the person has signed in lately, the latest last.</summary>
    [Id(1)]
    public ImmutableArray<KnownPlace> Places { get; init; } = [];
}
