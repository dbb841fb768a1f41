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
    [property: Id(4)] DateTimeOffset ExpiresAt);

/// <summary>The sessions of a person.</summary>
/// <param name="Sessions">The one used last first.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SessionList")]
public sealed record SessionList([property: Id(0)] ImmutableArray<Session> Sessions);
