using System.Collections.Immutable;

namespace Nusaloka.Accounts.Sessions;

/// <summary>A session whose access tokens no longer count.</summary>
/// <param name="SessionId">The <c>sid</c> of its tokens.</param>
/// <param name="AccountId">Whose it was.</param>
/// <param name="Until">When the last of its tokens has expired.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Revocation")]
public sealed record Revocation(
    [property: Id(0)] string SessionId,
    [property: Id(1)] string AccountId,
    [property: Id(2)] DateTimeOffset Until);

/// <summary>How far somebody has read.</summary>
/// <param name="Epoch">The activation that numbered: numbers of another mean nothing.</param>
/// <param name="Number">The number of the last revocation that was read.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RevocationMark")]
public sealed record RevocationMark(
    [property: Id(0)] string Epoch,
    [property: Id(1)] long Number);

/// <summary>Revocations in the order in which they became known.</summary>
/// <param name="Mark">How far one has read with these.</param>
/// <param name="Revocations">Which.</param>
/// <param name="IsComplete">Whether there are no more at this moment.</param>
/// <param name="KeysVersion">See <see cref="PublicKeys.Version"/>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RevocationNews")]
public sealed record RevocationNews(
    [property: Id(0)] RevocationMark Mark,
    [property: Id(1)] ImmutableArray<Revocation> Revocations,
    [property: Id(2)] bool IsComplete,
    [property: Id(3)] long KeysVersion);
