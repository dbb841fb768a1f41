namespace Nusaloka.Accounts.Sessions;

/// <summary>A change of an account after which older sessions must not go on.</summary>
/// <param name="Version">The account's <see cref="AccountStanding.AccessVersion"/> since then: sessions that began at a smaller one end.</param>
/// <param name="Reason">What changed.</param>
/// <param name="KeptSession">The session that goes on all the same; null when none does.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.AccessChange")]
public sealed record AccessChange(
    [property: Id(0)] long Version,
    [property: Id(1)] SessionEndReason Reason,
    [property: Id(2)] string? KeptSession);
